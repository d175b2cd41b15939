package dev.chatchannel.command;

import dev.chatchannel.channel.Presence;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletionStage;

/** {@code typing}: tells those who hear a channel that somebody writes. It stands in no log and may be lost. */
final class TypingTeller {
    private final Rights rights;
    private final Presence presence;

    TypingTeller(Rights rights, Presence presence) {
        this.rights = rights;
        this.presence = presence;
    }

    CompletionStage<Reply.Signalled> tell(Caller caller, Command.SignalTyping command) {
        return rights.readable(caller, command.channel()).thenApply(log -> {
            presence.tellTyping(log.name(), caller.account().asAuthor());
            return new Reply.Signalled();
        });
    }
}
