package dev.chatchannel.standalone;

/** Why the server cannot start, as a sentence for the operator, and the exit code that goes with it. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CannotStart(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** A setting that makes no sense. */
    public static CannotStart badSetting(String sentence) {
        return new CannotStart(2, sentence);
    }

    /** Something outside stands in the way. */
    public static CannotStart because(String sentence) {
        return new CannotStart(1, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
