package dev.chatchannel.journal;

/** More drafts wait than the journal takes. Nothing was stored; worth another try in a moment. */
public final class JournalFull extends RuntimeException {
    JournalFull() {
        super("The journal is full", null, false, false);
    }
}
