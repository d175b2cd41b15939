package dev.chatchannel.command;

import dev.chatchannel.account.Skeleton;
import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.channel.Directory;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Scope;
import dev.chatchannel.message.SortableId;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The commands that make channels and list them: by the directory, on a reader's thread. */
final class ChannelFinder {
    private static final int MADE_PREFIX = 2;

    private final Directory directory;
    private final Connections connections;
    private final Executor readers;

    ChannelFinder(Directory directory, Connections connections, Executor readers) {
        this.directory = directory;
        this.connections = connections;
        this.readers = readers;
    }

    CompletionStage<Reply.ChannelMade> create(Caller caller, Command.CreateChannel command) {
        String title = TextLimit.title(command.title());
        AccountId creator = caller.account().id();
        return made(Set.of(creator), () -> command.name()
                .map(name -> createPublic(name, title, creator))
                .orElseGet(() -> directory.createPrivate(title, creator)));
    }

    CompletionStage<Reply.ChannelMade> direct(Caller caller, Command.OpenDirect command) {
        AccountId asker = caller.account().id();
        Set<AccountId> people = new HashSet<>(command.others());
        people.add(asker);
        if (people.size() < 2) throw Refusal.BAD_REQUEST.refused("accounts: expected somebody else.");
        return made(people, () -> directory.direct(people, asker).orElseThrow(() -> Refusal.NOT_FOUND.refused("There is no such account.")));
    }

    CompletionStage<Reply.ChannelList> list(Caller caller, Command.ListChannels command) {
        Rights.mustHave(Scope.READ, caller);
        return answered(() -> new Reply.ChannelList(directory.of(caller.account().id())));
    }

    CompletionStage<Reply.ChannelList> browse(Caller caller, Command.BrowseChannels command) {
        Rights.mustHave(Scope.READ, caller);
        boolean asGuest = caller.is(AccountKind.GUEST);
        return answered(() -> new Reply.ChannelList(
                directory.browse(caller.account().id(), asGuest, command.prefix(), command.after(), command.limit())));
    }

    CompletionStage<Reply.MemberList> members(Caller caller, ChannelLog log, Command.ListMembers command) {
        return answered(() -> new Reply.MemberList(directory.members(log.name(), command.after(), command.limit())));
    }

    CompletionStage<Reply.AccountsFound> banned(Caller caller, ChannelLog log, Command.ListBanned command) {
        return answered(() -> new Reply.AccountsFound(directory.banned(log.name(), command.after(), command.limit())));
    }

    private ChannelName createPublic(ChannelName name, String title, AccountId creator) {
        if (looksMade(name)) throw Refusal.NAME_REFUSED.refused("Names like this are those of private and direct channels.");
        if (!Skeleton.knows(name.value())) throw Refusal.NAME_REFUSED.refused("Expected letters and digits that are in use today, with . _ - between them.");
        if (!directory.createPublic(name, title, creator)) throw Refusal.NAME_TAKEN.refused("There is a channel of this name, or of one that looks like it.");
        return name;
    }

    private static boolean looksMade(ChannelName name) {
        String text = name.value();
        return (text.startsWith("p-") || text.startsWith("d-")) && SortableId.isOne(text.substring(MADE_PREFIX));
    }

    /** Those who are in it from the beginning learn of it. */
    private CompletionStage<Reply.ChannelMade> made(Set<AccountId> people, Supplier<ChannelName> making) {
        return answered(() -> {
            ChannelName name = making.get();
            people.forEach(connections::tellOfChannels);
            return new Reply.ChannelMade(name);
        });
    }

    private <R> CompletionStage<R> answered(Supplier<R> question) {
        return CompletableFuture.supplyAsync(question, readers);
    }
}
