package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;
import java.util.Collection;

/** The relay of a node that is alone, or that hears of the others by the database only. */
public final class NoRelay implements Relay {
    @Override
    public void start(Listener listener) {}

    @Override
    public void announce(Hint hint) {}

    @Override
    public void tell(Signal signal) {}

    @Override
    public void tell(ChannelName channel, Signal signal) {}

    @Override
    public void follow(ChannelName channel) {}

    @Override
    public void unfollow(ChannelName channel) {}

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public boolean hears(Collection<String> nodes) {
        return false;
    }

    @Override
    public Counts counts() {
        return Counts.NONE;
    }

    @Override
    public void close() {}
}
