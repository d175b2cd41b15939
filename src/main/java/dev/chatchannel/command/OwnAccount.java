package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Guests;
import dev.chatchannel.account.Password;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands by which people look after their own account. All block, and so run on readers. */
final class OwnAccount {
    private final AccountRoom room;
    private final Connections connections;
    private final Limiter limiter;
    private final Executor readers;
    private final Clock clock;

    OwnAccount(AccountRoom room, Connections connections, Limiter limiter, Executor readers, Clock clock) {
        this.room = room;
        this.connections = connections;
        this.limiter = limiter;
        this.readers = readers;
        this.clock = clock;
    }

    CompletionStage<Reply.Done> setProfile(Caller caller, Command.SetProfile command) {
        Account account = caller.account();
        if (account.kind() != AccountKind.MEMBER && account.kind() != AccountKind.ADMINISTRATOR) {
            throw Refusal.NOT_ALLOWED.refused("Only people with an account have a profile.");
        }
        return onReaders(() -> {
            command.name().ifPresent(name -> rename(account, DisplayName.of(name)));
            room.registry().setProfile(account.id(), command.language(), command.zone());
        });
    }

    /** The old password may be guessed here as well as at the door, by who found a browser open. */
    CompletionStage<Reply.Done> changePassword(Caller caller, Command.ChangePassword command) {
        Duration wait = limiter.take(Limit.PASSWORD_OF, caller.account().id());
        if (!wait.isZero()) throw Refusal.RATE_LIMITED.refused(wait);
        return onReaders(() -> {
            Password wanted = Password.chosen(command.password(), caller.account().name());
            room.people().changePassword(caller.account().id(), command.old(), wanted, current(caller));
            connections.askAnew(caller.account().id());
        });
    }

    CompletionStage<Reply.SessionList> sessions(Caller caller, Command.ListSessions command) {
        return CompletableFuture.supplyAsync(
                () -> new Reply.SessionList(room.registry().sessions(caller.account().id(), current(caller))), readers);
    }

    CompletionStage<Reply.Done> endSession(Caller caller, Command.EndSession command) {
        return onReaders(() -> {
            if (!room.registry().endSession(caller.account().id(), command.session())) {
                throw Refusal.NOT_FOUND.refused("There is no such session.");
            }
            connections.askAnew(caller.account().id());
        });
    }

    CompletionStage<Reply.Done> endOtherSessions(Caller caller, Command.EndOtherSessions command) {
        return onReaders(() -> {
            room.registry().endSessions(caller.account().id(), current(caller));
            connections.askAnew(caller.account().id());
        });
    }

    private void rename(Account account, DisplayName name) {
        long now = clock.millis();
        Account renamed = new Account(account.id(), account.kind(), name.text());
        boolean kept = room.accounts().keep(renamed, name, now, now - Guests.NAME_KEPT.toMillis());
        if (!kept) throw Refusal.NAME_TAKEN.refused();
        connections.askAnew(account.id());
    }

    private CompletionStage<Reply.Done> onReaders(Runnable work) {
        return CompletableFuture.runAsync(work, readers).thenApply(nothing -> new Reply.Done());
    }

    private static TokenHash current(Caller caller) {
        return caller.token().orElseThrow(Refusal.NOT_ALLOWED::refused);
    }
}
