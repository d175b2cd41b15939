package dev.chatchannel.protocol;

/** The caller asked wrongly, or at a wrong time: answered with a sentence, logged nowhere, has no stack trace. */
public final class Refused extends RuntimeException {
    private final Refusal refusal;

    Refused(Refusal refusal, String message) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
