package dev.chatchannel.websocket;

import dev.chatchannel.channel.Presence;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.command.Rights;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.FileId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What every session is connected to.
 *
 * @param tokens finds who a bearer token stands for, shown from an address; blocks for a read of the database
 * @param anew finds who a caller is now, if anybody; does not block
 * @param files reads the content of a file whose channel the session hears
 * @param delivery runs what goes out; never blocks
 * @param autoReply whether the sender of a plain text also gets that text back
 */
public record Switchboard(
        CommandRunner runner,
        Rights rights,
        Presence presence,
        BiFunction<String, String, Optional<Caller>> tokens,
        Function<Caller, CompletionStage<Optional<Caller>>> anew,
        Function<FileId, CompletionStage<byte[]>> files,
        Executor delivery,
        Limits limits,
        Patience patience,
        boolean autoReply) {
    Duration pingInterval() {
        return Duration.ofSeconds(patience.pingSeconds());
    }
}
