package dev.chatchannel.command;

import dev.chatchannel.account.People;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** {@code account.find}: whom one may speak to or invite, by a part of the name. On a reader's thread. */
final class PeopleFinder {
    private static final int LONGEST = 100;

    private final People people;
    private final Executor readers;

    PeopleFinder(People people, Executor readers) {
        this.people = people;
        this.readers = readers;
    }

    CompletionStage<Reply.AccountsFound> find(Caller caller, Command.FindAccounts command) {
        if (command.text().length() > LONGEST) throw Refusal.BAD_REQUEST.refused("text: expected at most " + LONGEST + " characters.");
        return CompletableFuture.supplyAsync(() -> new Reply.AccountsFound(people.find(command.text(), command.limit())), readers);
    }
}
