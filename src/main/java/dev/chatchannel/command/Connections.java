package dev.chatchannel.command;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ConnectionInfo;
import dev.chatchannel.message.NodeInfo;
import dev.chatchannel.message.Preference;
import java.util.List;

/** The live connections, as far as commands need them. Implemented by {@code websocket}. Threads: any; blocks only where it says so. */
public interface Connections {
    /** May block for a write, where there are other nodes: they close it if they have it. @return whether it was here */
    boolean close(String connection, int code, String reason);

    /** May block for a write, where there are other nodes: they close theirs. @return how many the account had here */
    int closeAll(AccountId account, int code, String reason);

    /** Tells the account's connections that the channels it is in are others now. It may be lost. */
    void tellOfChannels(AccountId account);

    /** Tells the account's connections how far it has read a channel now. It may be lost. */
    void tellOfMark(AccountId account, ChannelName channel, long offset);

    /** Tells the account's connections how it wants to have a channel now. It may be lost. */
    void tellOfPreference(AccountId account, ChannelName channel, Preference preference);

    /** @return of this node, by id, those after {@code after}, which may be empty. Sorts all of them */
    List<ConnectionInfo> list(String after, int most);

    /** @return the nodes that live, this one too; empty where there is only one ever */
    List<NodeInfo> nodes();

    /** Asks anew whose connections the account's are, after that was changed in the store, and closes those that speak for somebody they are no longer. */
    void askAnew(AccountId account);

    /** Closes those who are not let in any more, after that was changed in the store. */
    void turnOut();
}
