package dev.chatchannel.command;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.Preference;
import java.util.List;

/** Nobody is connected. */
final class NoConnections implements Connections {
    @Override
    public boolean close(String connection, int code, String reason) {
        return false;
    }

    @Override
    public int closeAll(AccountId account, int code, String reason) {
        return 0;
    }

    @Override
    public void tellOfChannels(AccountId account) {}

    @Override
    public void tellOfMark(AccountId account, ChannelName channel, long offset) {}

    @Override
    public void tellOfPreference(AccountId account, ChannelName channel, Preference preference) {}

    @Override
    public List<ConnectionInfo> list(String after, int most) {
        return List.of();
    }

    @Override
    public List<NodeInfo> nodes() {
        return List.of();
    }

    @Override
    public void askAnew(AccountId account) {}

    @Override
    public void turnOut() {}
}
