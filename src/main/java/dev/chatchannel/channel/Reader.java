package dev.chatchannel.channel;

/** What a cursor tells its owner. Called by any thread, without locks held, the journal's too: must not block. */
public interface Reader {
    /** There may be something to read. */
    void wake();

    /** The cursor was closed, and not by its owner. Once, or never. */
    void cutOff(CutOff why);
}
