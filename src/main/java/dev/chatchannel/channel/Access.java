package dev.chatchannel.channel;

import dev.chatchannel.message.AccessChanged;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ArchiveChanged;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.GuestsSet;
import dev.chatchannel.message.MemberBanned;
import dev.chatchannel.message.MemberChanged;
import dev.chatchannel.message.MemberInvited;
import dev.chatchannel.message.MemberJoined;
import dev.chatchannel.message.MemberLeft;
import dev.chatchannel.message.MemberMuted;
import dev.chatchannel.message.MemberRemoved;
import dev.chatchannel.message.MemberUnbanned;
import dev.chatchannel.message.Role;
import dev.chatchannel.message.RoleSet;
import dev.chatchannel.message.SlowModeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * Who may do what in one channel, as far as its log has come. Facts only; what follows from them is decided by {@code command.Rights},
 * but for who may read: that is asked here with each cursor.
 *
 * <p><b>Order.</b> It starts with the state of the store at some offset, and then takes every event that follows, each once, in order: the
 * log sees to that.
 *
 * <p><b>Threads.</b> Written under the log's lock; read by any, without locks. Nobody is given an access that has not started.
 */
public final class Access {
    private final ConcurrentMap<AccountId, Standing> people = new ConcurrentHashMap<>(2);
    private volatile ChannelKind kind = ChannelKind.PRIVATE;
    private volatile boolean guests;
    private volatile boolean archived;
    private volatile int slowSeconds;
    private volatile boolean over;

    Access() {}

    public ChannelKind kind() {
        return kind;
    }

    public boolean isOpenToGuests() {
        return guests;
    }

    public boolean isArchived() {
        return archived;
    }

    /** @return seconds between two messages of one person; 0 for no slow mode */
    public int slowSeconds() {
        return slowSeconds;
    }

    public Standing of(AccountId account) {
        return people.getOrDefault(account, Standing.STRANGER);
    }

    public Role role(AccountId account) {
        return of(account).role();
    }

    /** @return whether the channel is as good as none to this person */
    public boolean isHiddenFrom(AccountId account) {
        return over || kind != ChannelKind.PUBLIC && role(account) == Role.NONE;
    }

    public boolean mayRead(AccountId account, AccountKind what) {
        return !over && mayRead(kind, guests, of(account), what);
    }

    /** The rule itself, for who has the facts of a channel without its log. */
    static boolean mayRead(ChannelKind kind, boolean guests, Standing standing, AccountKind what) {
        if (kind != ChannelKind.PUBLIC) return standing.role() != Role.NONE;
        return !standing.banned() && (guests || what != AccountKind.GUEST);
    }

    void start(ChannelState state) {
        kind = state.kind();
        guests = state.guests();
        archived = state.archived();
        slowSeconds = state.slowSeconds();
        people.putAll(state.people());
    }

    /** From here on the channel is as good as none to everybody. */
    void end() {
        over = true;
    }

    /** @return whether somebody may have lost the right to read by it */
    boolean apply(AccessChanged event) {
        return event instanceof MemberChanged change ? applyTo(change) : applyToAll(event);
    }

    private boolean applyToAll(AccessChanged event) {
        if (event instanceof ArchiveChanged change) archived = change.archived();
        if (event instanceof SlowModeSet set) slowSeconds = set.seconds();
        if (event instanceof MemberJoined joined) change(joined.author().id(), Standing::inside);
        if (event instanceof MemberLeft left) return leave(left);
        if (event instanceof GuestsSet set) guests = set.open();
        return event instanceof GuestsSet set && !set.open();
    }

    private boolean leave(MemberLeft left) {
        left.heir().ifPresent(heir -> change(heir.id(), standing -> standing.as(Role.OWNER)));
        change(left.author().id(), Standing::outside);
        return kind != ChannelKind.PUBLIC;
    }

    private boolean applyTo(MemberChanged event) {
        AccountId member = event.member().id();
        if (event instanceof MemberInvited) change(member, Standing::inside);
        if (event instanceof RoleSet set) change(member, standing -> standing.as(set.role()));
        if (event instanceof MemberMuted muted) change(member, standing -> standing.muted(muted.until()));
        if (event instanceof MemberUnbanned) change(member, standing -> standing.banned(false));
        if (event instanceof MemberBanned) change(member, standing -> standing.banned(true));
        if (event instanceof MemberRemoved) change(member, Standing::outside);
        return event instanceof MemberBanned || event instanceof MemberRemoved && kind != ChannelKind.PUBLIC;
    }

    private void change(AccountId account, UnaryOperator<Standing> change) {
        people.compute(account, (same, standing) -> {
            Standing now = change.apply(standing == null ? Standing.STRANGER : standing);
            return now.equals(Standing.STRANGER) ? null : now;
        });
    }
}
