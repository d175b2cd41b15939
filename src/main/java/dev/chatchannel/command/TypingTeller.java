package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code typing}: tells those who hear a channel that somebody writes. It stands in no log and may be lost. */
final class TypingTeller {
    private final Presence presence;

    TypingTeller(Presence presence) {
        this.presence = presence;
    }

    CompletionStage<Reply.Signalled> tell(Caller caller, ChannelLog log, Command.SignalTyping command) {
        presence.tellTyping(log.name(), caller.account().asAuthor());
        return CompletableFuture.completedStage(new Reply.Signalled());
    }
}
