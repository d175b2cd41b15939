package dev.chatchannel.storage;

import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;

/** Where a channel stands while its offsets are given out. Its row is locked until the end of the transaction. */
final class Place {
    private final String channel;
    private final ChannelName name;
    private final ChannelKind kind;
    private final long before;
    private final long written;
    private long offset;
    private boolean gone;

    /**
     * @param before the head before this transaction
     * @param written the head in the row
     */
    Place(String channel, ChannelName name, ChannelKind kind, long before, long written) {
        this.channel = channel;
        this.name = name;
        this.kind = kind;
        this.before = before;
        this.written = written;
        this.offset = before;
    }

    String channel() {
        return channel;
    }

    ChannelName name() {
        return name;
    }

    ChannelKind kind() {
        return kind;
    }

    /** @return the newest offset before this transaction */
    long before() {
        return before;
    }

    /** @return whether there was such an offset before this transaction */
    boolean has(long target) {
        return target <= before;
    }

    /** @return the next offset, which is taken */
    long take() {
        return ++offset;
    }

    /** @return the newest offset that was taken */
    long head() {
        return offset;
    }

    /** Notes that the channel was deleted in this transaction. */
    void remove() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** @return the head as the row has it */
    long written() {
        return written;
    }
}
