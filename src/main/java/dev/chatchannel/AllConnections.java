package dev.chatchannel;

import dev.chatchannel.command.Connections;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.Preference;
import java.util.List;

/**
 * The live connections of all nodes: those that are here are dealt with at once, the other nodes are told. How many they have there nobody knows here.
 *
 * <p>Threads: any. {@link #close} and {@link #closeAll} block for a write, so that no node misses them; nothing else does.
 */
final class AllConnections implements Connections {
    private final Connections here;
    private final OtherNodes others;

    AllConnections(Connections here, OtherNodes others) {
        this.here = here;
        this.others = others;
    }

    @Override
    public boolean close(String connection, int code, String reason) {
        if (here.close(connection, code, reason)) return true;
        others.close(connection, code, reason);
        return false;
    }

    @Override
    public int closeAll(AccountId account, int code, String reason) {
        others.closeAll(account, code, reason);
        return here.closeAll(account, code, reason);
    }

    @Override
    public void tellOfChannels(AccountId account) {
        here.tellOfChannels(account);
        others.tellOfChannels(account);
    }

    @Override
    public void tellOfMark(AccountId account, ChannelName channel, long offset) {
        here.tellOfMark(account, channel, offset);
        others.tellOfMark(account, channel, offset);
    }

    @Override
    public void tellOfPreference(AccountId account, ChannelName channel, Preference preference) {
        here.tellOfPreference(account, channel, preference);
        others.tellOfPreference(account, channel, preference);
    }

    @Override
    public List<ConnectionInfo> list(String after, int most) {
        return here.list(after, most);
    }

    @Override
    public List<NodeInfo> nodes() {
        return others.nodes();
    }

    @Override
    public void askAnew(AccountId account) {
        here.askAnew(account);
        others.tellOfNews();
    }

    @Override
    public void turnOut() {
        here.turnOut();
        others.tellOfNews();
    }
}
