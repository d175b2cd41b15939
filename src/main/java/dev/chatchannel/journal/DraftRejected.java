package dev.chatchannel.journal;

/** The draft does not fit what is stored. Nothing was broken, and its neighbours were stored. */
public final class DraftRejected extends RuntimeException {
    private final Rejection why;

    DraftRejected(Rejection why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    public Rejection why() {
        return why;
    }
}
