package dev.chatchannel.account;

/** A text that cannot be a name. The message says what was expected, in words for the person who chose it. */
public final class NameRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is wrong with a name, for programs. */
    public enum Problem {
        /** Nothing, or only spaces. */
        EMPTY,
        /** More than {@link DisplayName#MAX_CODE_POINTS}. */
        TOO_LONG,
        /** A character that no name holds. */
        CHARACTERS,
        /** Too many accents on one letter, or one on no letter. */
        MARKS,
        /** Begins or ends with something that may only stand inside. */
        EDGES,
        /** Letters of scripts that are not written together. */
        MIXED_SCRIPTS,
        /** Digits of two numeral systems. */
        MIXED_DIGITS,
        /** Kept for the server, or like the made-up name of a guest. */
        RESERVED
    }

    private final Problem problem;

    NameRefused(Problem problem, String expected) {
        super(expected, null, false, false);
        this.problem = problem;
    }

    /** What is wrong, for programs; the message says it for people. */
    public Problem problem() {
        return problem;
    }
}
