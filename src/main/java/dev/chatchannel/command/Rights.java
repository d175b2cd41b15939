package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.util.concurrent.CompletableFuture;
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
                else answer.completeExceptionally(asRefused(Causes.below(failure)));
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
        if (right == Right.SIGNED_IN && caller.is(AccountKind.GUEST)) throw Refusal.NOT_ALLOWED.refused("This needs an account; sign in first.");
        if (right == Right.ADMINISTER && !caller.mayAdminister()) {
            throw Refusal.NOT_ALLOWED.refused("Only administrators may do this.");
        }
    }

    private static Throwable asRefused(Throwable cause) {
        return Causes.refusal(cause).<Throwable>map(refused -> refused).orElse(cause);
    }
}
