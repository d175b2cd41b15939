package dev.chatchannel.command;

import dev.chatchannel.account.Registry;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands by which administrators see live connections, and end them with a code of their choice. On readers: many are sorted, and deeds noted. */
final class ConnectionKeeper {
    private final Connections connections;
    private final Registry registry;
    private final Executor readers;
    private final Clock clock;

    ConnectionKeeper(Connections connections, Registry registry, Executor readers, Clock clock) {
        this.connections = connections;
        this.registry = registry;
        this.readers = readers;
        this.clock = clock;
    }

    CompletionStage<Reply.ConnectionList> list(Caller caller, Command.ListConnections command) {
        return CompletableFuture.supplyAsync(() -> new Reply.ConnectionList(connections.list(command.after(), command.limit()), connections.nodes()), readers);
    }

    CompletionStage<Reply.ConnectionsClosed> close(Caller caller, Command.CloseConnection command) {
        return CompletableFuture.supplyAsync(() -> closed(caller, command), readers);
    }

    private Reply.ConnectionsClosed closed(Caller caller, Command.CloseConnection command) {
        int closed = command.account()
                .map(account -> connections.closeAll(account, command.code(), command.reason()))
                .orElseGet(() -> closeOne(command));
        int others = Math.max(0, connections.nodes().size() - 1); // what they have is not known here
        if (closed + others == 0) throw Refusal.NOT_FOUND.refused("There is no such connection.");
        String target = command.account().map(AccountId::value).orElseGet(() -> command.connection().orElseThrow());
        registry.note(caller.account().asAuthor(), "connection.close", target, Integer.toString(command.code()), clock.millis());
        return new Reply.ConnectionsClosed(closed, others);
    }

    private int closeOne(Command.CloseConnection command) {
        return connections.close(command.connection().orElseThrow(), command.code(), command.reason()) ? 1 : 0;
    }
}
