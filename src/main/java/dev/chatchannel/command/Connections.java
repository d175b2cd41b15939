package dev.chatchannel.command;

import dev.chatchannel.message.AccountId;

/** The live connections, as far as commands need them. Implemented by {@code websocket}. Threads: any; never blocks. */
public interface Connections {
    /** @return whether there was one of this id */
    boolean close(String connection, int code, String reason);

    /** @return how many the account had */
    int closeAll(AccountId account, int code, String reason);

    /** Tells the account's connections that the channels it is in are others now. It may be lost. */
    void tellOfChannels(AccountId account);

    /** Asks anew whose connections the account's are, and closes those that speak for somebody they are no longer. */
    void askAnew(AccountId account);

    /** Closes those who are not let in any more. */
    void turnOut();
}
