package dev.chatchannel.command;

import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands by which administrators see live connections, and end them with a code of their choice. */
final class ConnectionKeeper {
    private final Connections connections;
    private final Executor readers;

    ConnectionKeeper(Connections connections, Executor readers) {
        this.connections = connections;
        this.readers = readers;
    }

    /** On a reader, because many thousands are sorted for it. */
    CompletionStage<Reply.ConnectionList> list(Caller caller, Command.ListConnections command) {
        return CompletableFuture.supplyAsync(() -> new Reply.ConnectionList(connections.list(command.after(), command.limit())), readers);
    }

    CompletionStage<Reply.ConnectionsClosed> close(Caller caller, Command.CloseConnection command) {
        int closed = command.account()
                .map(account -> connections.closeAll(account, command.code(), command.reason()))
                .orElseGet(() -> closeOne(command));
        if (closed == 0) throw Refusal.NOT_FOUND.refused("There is no such connection.");
        return CompletableFuture.completedStage(new Reply.ConnectionsClosed(closed));
    }

    private int closeOne(Command.CloseConnection command) {
        return connections.close(command.connection().orElseThrow(), command.code(), command.reason()) ? 1 : 0;
    }
}
