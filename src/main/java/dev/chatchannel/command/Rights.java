package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.channel.UnknownChannel;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Who may do what; and the only way from a channel's name to its log. */
public final class Rights {
    private final Channels channels;
    private final boolean guestsAreLetIn;

    public Rights(Channels channels, boolean guestsAreLetIn) {
        this.channels = channels;
        this.guestsAreLetIn = guestsAreLetIn;
    }

    /** @throws Refused when the caller may not come in at all */
    public void letIn(Caller caller) {
        if (caller.is(AccountKind.GUEST) && !guestsAreLetIn) throw Refusal.GUESTS_OFF.refused();
    }

    /**
     * Finds the log that the caller may read.
     *
     * @return fails with {@link Refused}
     */
    public CompletionStage<ChannelLog> readable(Caller caller, ChannelName channel) {
        CompletableFuture<ChannelLog> answer = new CompletableFuture<>(); // a derived stage would wrap what was refused
        try {
            letIn(caller);
            channels.open(channel).whenComplete((log, failure) -> {
                if (failure == null) answer.complete(log);
                else answer.completeExceptionally(asRefused(failure));
            });
        } catch (Refused refused) {
            answer.completeExceptionally(refused);
        }
        return answer;
    }

    void check(Right right, Caller caller) {
        if (right == Right.ANYBODY) return;
        letIn(caller);
        if (right == Right.KNOWN && !caller.known()) {
            throw Refusal.NOT_ALLOWED.refused("This needs a name of your own; take one first.");
        }
        if (right == Right.OPERATE && !caller.is(AccountKind.OPERATOR)) {
            throw Refusal.NOT_ALLOWED.refused("This needs the operator's token.");
        }
    }

    private static RuntimeException asRefused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof UnknownChannel) return Refusal.UNKNOWN_CHANNEL.refused();
        if (cause instanceof HistoryUnavailable) return Refusal.TOO_BUSY.refused("The channel cannot be read now; try again in a moment.");
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }
}
