package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Guests;
import dev.chatchannel.account.Password;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** The commands by which people look after their own account. All block, and so run on readers. */
final class OwnAccount {
    private final AccountRoom room;
    private final Connections connections;
    private final Limiter limiter;
    private final Executor readers;
    private final Clock clock;
    private final Semaphore changing = new Semaphore(1); // passwords: hashing waits for its turn, and must leave the other readers to the rest

    OwnAccount(AccountRoom room, Connections connections, Limiter limiter, Executor readers, Clock clock) {
        this.room = room;
        this.connections = connections;
        this.limiter = limiter;
        this.readers = readers;
        this.clock = clock;
    }

    CompletionStage<Reply.Done> setProfile(Caller caller, Command.SetProfile command) {
        Account account = caller.account();
        mustBePerson(caller);
        return onReaders(() -> {
            command.name().ifPresent(name -> rename(account.id(), DisplayName.of(name)));
            room.registry().setProfile(account.id(), command.language(), command.zone());
        });
    }

    /** The old password may be guessed here as well as at the door, by who found a browser open. */
    CompletionStage<Reply.Done> changePassword(Caller caller, Command.ChangePassword command) {
        mustBePerson(caller);
        Duration wait = limiter.take(Limit.PASSWORD_OF, caller.account().id());
        if (!wait.isZero()) throw Refusal.RATE_LIMITED.refused(wait);
        if (!changing.tryAcquire()) throw Refusal.TOO_BUSY.refused();
        return onReaders(() -> {
            Password wanted = room.people().newPassword(command.password(), caller.account().name());
            room.people().changePassword(caller.account().id(), command.old(), wanted, current(caller));
            connections.askAnew(caller.account().id());
        }).whenComplete((done, failure) -> changing.release());
    }

    CompletionStage<Reply.SessionList> sessions(Caller caller, Command.ListSessions command) {
        mustBePerson(caller);
        return CompletableFuture.supplyAsync(
                () -> new Reply.SessionList(room.registry().sessions(caller.account().id(), current(caller))), readers);
    }

    CompletionStage<Reply.Done> endSession(Caller caller, Command.EndSession command) {
        mustBePerson(caller);
        return onReaders(() -> {
            if (!room.registry().endSession(caller.account().id(), command.session())) {
                throw Refusal.NOT_FOUND.refused("There is no such session.");
            }
            connections.askAnew(caller.account().id());
        });
    }

    CompletionStage<Reply.Done> endOtherSessions(Caller caller, Command.EndOtherSessions command) {
        mustBePerson(caller);
        return onReaders(() -> {
            room.registry().endSessions(caller.account().id(), current(caller));
            connections.askAnew(caller.account().id());
        });
    }

    /** The name alone: what kind of account it is may have changed since the caller was known. */
    private void rename(AccountId account, DisplayName name) {
        long now = clock.millis();
        if (!room.accounts().rename(account, name, now, now - Guests.NAME_KEPT.toMillis())) throw Refusal.NAME_TAKEN.refused();
        connections.askAnew(account);
    }

    /** A program's tokens are for administrators to end. */
    private static void mustBePerson(Caller caller) {
        if (!caller.is(AccountKind.MEMBER) && !caller.is(AccountKind.ADMINISTRATOR)) {
            throw Refusal.NOT_ALLOWED.refused("Only people with an account have a profile, a password and sessions.");
        }
    }

    private CompletionStage<Reply.Done> onReaders(Runnable work) {
        return CompletableFuture.runAsync(work, readers).thenApply(nothing -> new Reply.Done());
    }

    private static TokenHash current(Caller caller) {
        return caller.token().orElseThrow(Refusal.NOT_ALLOWED::refused);
    }
}
