package dev.chatchannel.channel;

/** What a cursor tells its owner. Called by any thread, without locks held, the journal's too: must not block. */
public interface Reader {
    /** There may be something to read. */
    void wake();

    /** The cursor was closed: its reader may read the channel no longer, or there is none any more. Once, or never. */
    void cutOff(boolean channelIsOver);
}
