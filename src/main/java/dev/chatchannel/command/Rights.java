package dev.chatchannel.command;

import dev.chatchannel.account.Place;
import dev.chatchannel.channel.Access;
import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.KnownChannel;
import dev.chatchannel.channel.Standing;
import dev.chatchannel.journal.Change;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.Scope;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who may do what; and the only way from a channel's name to its log.
 *
 * <p>Who may not know of a channel is answered as if there were none: with the same words, and after about as much work.
 *
 * <p>Threads: any; never blocks.
 */
public final class Rights {
    private final Channels channels;
    private final Place place;
    private final Clock clock;

    public Rights(Channels channels, Place place, Clock clock) {
        this.channels = channels;
        this.place = place;
        this.clock = clock;
    }

    /** @throws Refused when the caller may not come in at all */
    public void letIn(Caller caller) {
        if (!caller.is(AccountKind.GUEST)) return;
        if (!place.letsGuestsIn()) throw Refusal.GUESTS_OFF.refused();
        if (place.bars(caller.address())) throw Refusal.ADDRESS_BANNED.refused();
    }

    public boolean letsIn(Caller caller) {
        try {
            letIn(caller);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    /**
     * Finds the log that the caller may read.
     *
     * @return fails with {@link Refused}
     */
    public CompletionStage<ChannelLog> readable(Caller caller, ChannelName channel) {
        return allowed(Right.READ, caller, channel);
    }

    /** @return those of the channels that the caller may read. @throws Refused when the caller may read none at all */
    List<KnownChannel> readable(Caller caller, List<KnownChannel> channels) {
        letIn(caller);
        mustHave(Scope.READ, caller);
        return channels.stream().filter(channel -> channel.mayBeReadAs(caller.account().kind())).toList();
    }

    /**
     * Finds the log in which the caller has this right.
     *
     * @return fails with {@link Refused}
     */
    CompletionStage<ChannelLog> allowed(Right right, Caller caller, ChannelName channel) {
        CompletableFuture<ChannelLog> answer = new CompletableFuture<>(); // a derived stage would wrap what was refused
        try {
            letIn(caller);
            mustHave(right == Right.READ ? Scope.READ : Scope.POST, caller);
            boolean isKnown = channels.knows(channel); // else the database is asked once already
            channels.open(channel).whenComplete((log, failure) -> {
                if (failure != null) answer.completeExceptionally(asRefused(Causes.below(failure)));
                else if (log.access().isHiddenFrom(caller.account().id())) deny(channel, isKnown, answer);
                else decide(right, caller, log, answer);
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
        if (right == Right.SIGNED_IN) mustHave(Scope.POST, caller);
        if (right == Right.SIGNED_IN && caller.is(AccountKind.GUEST)) throw Refusal.NOT_ALLOWED.refused("This needs an account; sign in first.");
        if (right == Right.ADMINISTER && !caller.mayAdminister()) {
            throw Refusal.NOT_ALLOWED.refused("Only administrators may do this.");
        }
    }

    /** @return on whose behalf the caller deals with others in the channel */
    Change.Authority authority(Caller caller, ChannelLog log) {
        return new Change.Authority(log.access().role(caller.account().id()), administers(caller, log.access()));
    }

    boolean mayModerate(Caller caller, ChannelLog log) {
        return administers(caller, log.access()) || log.access().role(caller.account().id()).isAtLeast(Role.MODERATOR);
    }

    /** @return seconds that the caller must let pass between two messages there */
    int pause(Caller caller, ChannelLog log) {
        int seconds = log.access().slowSeconds();
        return seconds == 0 || mayModerate(caller, log) ? 0 : seconds;
    }

    /** @return since when a message must have been said that its author may still edit */
    long editableSince() {
        long seconds = place.editSeconds();
        return seconds == 0 ? 0 : clock.millis() - Duration.ofSeconds(seconds).toMillis();
    }

    private void deny(ChannelName channel, boolean isKnown, CompletableFuture<ChannelLog> answer) {
        if (!isKnown) answer.completeExceptionally(Refusal.UNKNOWN_CHANNEL.refused());
        else channels.deny(channel).whenComplete((never, failure) -> answer.completeExceptionally(asRefused(Causes.below(failure))));
    }

    private void decide(Right right, Caller caller, ChannelLog log, CompletableFuture<ChannelLog> answer) {
        try {
            check(right, caller, log.access());
            answer.complete(log);
        } catch (Refused refused) {
            answer.completeExceptionally(refused);
        }
    }

    private void check(Right right, Caller caller, Access access) {
        mustRead(caller, access);
        switch (right) {
            case READ -> {}
            case POST -> mustPost(caller, access);
            case JOIN -> mustBe(access.kind() == ChannelKind.PUBLIC, "One is invited to this channel; nobody joins it.");
            case LEAVE -> mustBe(access.kind() != ChannelKind.DIRECT, "Nobody leaves a direct channel.");
            case INVITE -> {
                mustBe(access.kind() == ChannelKind.PRIVATE, "People are invited to private channels only.");
                mustPost(caller, access);
            }
            case MODERATE -> mustHave(Role.MODERATOR, caller, access);
            case OWN -> mustHave(Role.OWNER, caller, access);
            default -> throw new IllegalArgumentException("No right of a channel: " + right);
        }
    }

    private static void mustRead(Caller caller, Access access) {
        if (access.mayRead(caller.account().id(), caller.account().kind())) return;
        boolean banned = access.of(caller.account().id()).banned();
        throw Refusal.NOT_ALLOWED.refused(banned ? "You are banned from this channel." : "This channel is not open to guests; sign in first.");
    }

    private void mustPost(Caller caller, Access access) {
        mustBe(!access.isArchived(), "This channel is archived: it can only be read.");
        if (administers(caller, access)) return;
        mustBe(caller.known() || access.slowSeconds() == 0, "In slow mode this needs a name of your own; take one first.");
        Standing standing = access.of(caller.account().id());
        mustBe(!standing.readOnly(), "You may only read here.");
        if (standing.mutedUntil() == 0 || standing.role().isAtLeast(Role.MODERATOR)) return;
        mustBe(standing.mutedUntil() <= clock.millis(), "You are muted in this channel.");
    }

    static void mustHave(Scope scope, Caller caller) {
        mustBe(caller.has(scope), "This token is not good for that: it has no scope " + scope.word() + ".");
    }

    private static void mustHave(Role role, Caller caller, Access access) {
        boolean has = administers(caller, access) || access.role(caller.account().id()).isAtLeast(role);
        mustBe(has, role == Role.OWNER ? "Only owners of this channel may do this." : "Only moderators of this channel may do this.");
    }

    private static void mustBe(boolean so, String otherwise) {
        if (!so) throw Refusal.NOT_ALLOWED.refused(otherwise);
    }

    /** Private talk is none of the administrators' business, unless they are in it, and then as what they are in it. */
    private static boolean administers(Caller caller, Access access) {
        return access.kind() == ChannelKind.PUBLIC && caller.mayAdminister();
    }

    private static Throwable asRefused(Throwable cause) {
        return Causes.refusal(cause).<Throwable>map(refused -> refused).orElse(cause);
    }
}
