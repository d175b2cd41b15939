package dev.chatchannel.command;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.NewLink;
import dev.chatchannel.account.Token;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The commands by which administrators look after the accounts. All block, and so run on readers. */
final class AccountKeeper {
    private static final int MOST_INVITES = 1_000;

    private final AccountRoom room;
    private final Connections connections;
    private final Executor readers;
    private final Clock clock;

    AccountKeeper(AccountRoom room, Connections connections, Executor readers, Clock clock) {
        this.room = room;
        this.connections = connections;
        this.readers = readers;
        this.clock = clock;
    }

    CompletionStage<Reply.LinkMade> invite(Caller caller, Command.CreateInvite command) {
        Duration lasts = Duration.ofDays(command.days());
        return onReaders(() -> made(room.people().inviteLink(caller.account().asAuthor(), command.uses(), lasts)));
    }

    CompletionStage<Reply.InviteList> invites(Caller caller, Command.ListInvites command) {
        return onReaders(() -> new Reply.InviteList(room.registry().invites(clock.millis(), MOST_INVITES)));
    }

    CompletionStage<Reply.Done> revokeInvite(Caller caller, Command.RevokeInvite command) {
        return onReaders(() -> {
            TokenHash link = new TokenHash(command.invite());
            if (!room.registry().forgetLink(link, caller.account().asAuthor(), clock.millis())) {
                throw Refusal.NOT_FOUND.refused("There is no such invitation.");
            }
            return new Reply.Done();
        });
    }

    CompletionStage<Reply.AccountList> list(Caller caller, Command.ListAccounts command) {
        return onReaders(() -> new Reply.AccountList(
                room.registry().accounts(command.kind(), command.after().map(AccountId::value).orElse(""), Limits.HISTORY_PAGE)));
    }

    CompletionStage<Reply.LinkMade> reset(Caller caller, Command.ResetAccount command) {
        return onReaders(() -> {
            if (room.registry().credentials(command.account()).isEmpty()) throw noAccount();
            return made(room.people().resetLink(caller.account().asAuthor(), command.account()));
        });
    }

    CompletionStage<Reply.Done> deactivate(Caller caller, Command.DeactivateAccount command) {
        return onReaders(() -> setActive(caller, command.account(), false));
    }

    CompletionStage<Reply.Done> reactivate(Caller caller, Command.ReactivateAccount command) {
        return onReaders(() -> setActive(caller, command.account(), true));
    }

    CompletionStage<Reply.Done> setKind(Caller caller, Command.SetAccountKind command) {
        return onReaders(() -> {
            if (room.registry().account(command.account()).isEmpty()) throw noAccount();
            if (!room.registry().setKind(command.account(), command.kind(), caller.account().asAuthor(), clock.millis())) {
                throw Refusal.NOTHING_CHANGED.refused("It is so already, or nobody would be left to administer this place, or it is no person's account.");
            }
            connections.askAnew(command.account());
            return new Reply.Done();
        });
    }

    CompletionStage<Reply.BotMade> createBot(Caller caller, Command.CreateBot command) {
        return onReaders(() -> new Reply.BotMade(room.people().newBot(DisplayName.of(command.name()), caller.account().asAuthor()).id()));
    }

    CompletionStage<Reply.TokenMade> createToken(Caller caller, Command.CreateToken command) {
        if (command.scopes().isEmpty()) throw Refusal.BAD_REQUEST.refused("scopes: expected one or more of read, post and administer.");
        return onReaders(() -> {
            bot(command.account());
            OptionalLong expires = command.days().stream().mapToLong(days -> clock.millis() + Duration.ofDays(days).toMillis()).findFirst();
            Token token = room.people().newToken(command.account(), command.name(), command.scopes(), expires, caller.account().asAuthor());
            return new Reply.TokenMade(token.hash().hex(), token.text());
        });
    }

    CompletionStage<Reply.TokenList> tokens(Caller caller, Command.ListTokens command) {
        return onReaders(() -> new Reply.TokenList(room.registry().tokens(bot(command.account()).id())));
    }

    CompletionStage<Reply.Done> revokeToken(Caller caller, Command.RevokeToken command) {
        return onReaders(() -> {
            AccountId owner = room.registry()
                    .forgetToken(new TokenHash(command.token()), caller.account().asAuthor(), clock.millis())
                    .orElseThrow(() -> Refusal.NOT_FOUND.refused("There is no such token."));
            connections.askAnew(owner);
            return new Reply.Done();
        });
    }

    private Account bot(AccountId id) {
        return room.registry()
                .account(id)
                .filter(account -> account.kind() == AccountKind.BOT)
                .orElseThrow(() -> Refusal.NOT_FOUND.refused("There is no such bot."));
    }

    CompletionStage<Reply.DeedList> deeds(Caller caller, Command.ListDeeds command) {
        return onReaders(() -> new Reply.DeedList(room.registry().deeds(command.before().orElse(""), Limits.HISTORY_PAGE)));
    }

    private Reply.Done setActive(Caller caller, AccountId id, boolean active) {
        if (room.registry().account(id).isEmpty()) throw noAccount();
        if (!room.registry().setActive(id, active, caller.account().asAuthor(), clock.millis())) {
            throw Refusal.NOTHING_CHANGED.refused("It is so already, or nobody would be left to administer this place.");
        }
        connections.askAnew(id);
        return new Reply.Done();
    }

    private static Reply.LinkMade made(NewLink link) {
        return new Reply.LinkMade(link.code().hash().hex(), link.code().text(), link.expires());
    }

    private static RuntimeException noAccount() {
        return Refusal.NOT_FOUND.refused("There is no such account.");
    }

    private <R> CompletionStage<R> onReaders(Supplier<R> work) {
        return CompletableFuture.supplyAsync(work, readers);
    }
}
