package dev.chatchannel.storage;

import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Position;

/** Where a channel stands while its offsets are given out. Its row is locked until the end of the transaction. */
final class Place {
    private final String channel;
    private final ChannelName name;
    private final ChannelKind kind;
    private final Position before;
    private final long written;
    private long offset;
    private boolean gone;

    /**
     * @param before where it stood before this transaction
     * @param written the head in the row
     */
    Place(String channel, ChannelName name, ChannelKind kind, Position before, long written) {
        this.channel = channel;
        this.name = name;
        this.kind = kind;
        this.before = before;
        this.written = written;
        this.offset = before.offset();
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
        return before.offset();
    }

    /** @return whether it is this one still, and not another one of its name */
    boolean isOf(String epoch) {
        return before.epoch().equals(epoch);
    }

    /** @return whether there was such an offset before this transaction */
    boolean has(long target) {
        return target <= before.offset();
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
