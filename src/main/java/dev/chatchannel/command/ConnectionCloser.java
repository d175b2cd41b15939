package dev.chatchannel.command;

import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code connection.close}: ends live connections with a code of the operator's choice. */
final class ConnectionCloser {
    private final Connections connections;

    ConnectionCloser(Connections connections) {
        this.connections = connections;
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
