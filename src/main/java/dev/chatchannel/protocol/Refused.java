package dev.chatchannel.protocol;

/** The caller asked wrongly, or at a wrong time: answered with a sentence, logged nowhere, has no stack trace. */
public final class Refused extends RuntimeException {
    private static final long SOON = 2;

    private final Refusal refusal;
    private final long retrySeconds;

    Refused(Refusal refusal, String message) {
        this(refusal, message, SOON);
    }

    Refused(Refusal refusal, String message, long retrySeconds) {
        super(message, null, false, false);
        this.refusal = refusal;
        this.retrySeconds = retrySeconds;
    }

    /** Finds what was refused below what failed, such as a stage; what is no refusal is our fault. */
    public static Refused of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) return refused;
        }
        return Refusal.INTERNAL.refused();
    }

    public Refusal refusal() {
        return refusal;
    }

    /** @return after how many seconds another try is worth it, when the refusal is temporary */
    public long retrySeconds() {
        return retrySeconds;
    }
}
