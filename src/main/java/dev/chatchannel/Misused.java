package dev.chatchannel;

/** The command line makes no sense; the message says what was expected. */
final class Misused extends RuntimeException {
    Misused(String sentence) {
        super(sentence, null, false, false);
    }
}
