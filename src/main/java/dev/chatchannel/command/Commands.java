package dev.chatchannel.command;

import dev.chatchannel.account.AccountRoom;
import dev.chatchannel.account.GuestAddresses;
import dev.chatchannel.channel.Directory;
import dev.chatchannel.channel.History;
import dev.chatchannel.channel.Presence;
import dev.chatchannel.file.Avatars;
import dev.chatchannel.file.FileStore;
import dev.chatchannel.journal.Journal;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.limit.Limits;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the commands work with, put together by the root.
 *
 * @param settings the operator's, as administrators may see them
 */
public record Commands(
        Rights rights,
        Journal journal,
        Presence presence,
        History history,
        FileStore files,
        Avatars avatars,
        Directory directory,
        Searching searching,
        AccountRoom accounts,
        Connections connections,
        Limits limits,
        Limiter limiter,
        Map<String, String> settings,
        ScheduledExecutorService readers,
        Clock clock) {

    /** @return a runner over the whole table */
    public CommandRunner runner() {
        GuestAddresses guests = new GuestAddresses(clock);
        return new CommandRunner(
                new CommandTable(
                        new MessagePublisher(rights, journal, limits, guests, clock),
                        new ChannelWriter(rights, journal, limits),
                        new ChannelReader(rights, presence, history, readers),
                        new FileReader(rights, files, readers),
                        new AvatarKeeper(avatars, readers),
                        new ChannelFinder(directory, connections, readers),
                        new MessageFinder(rights, directory, searching, accounts.people()),
                        new AttentionKeeper(directory, connections, readers),
                        new TypingTeller(presence),
                        new PeopleFinder(accounts.people(), readers),
                        new OwnAccount(accounts, connections, limiter, readers, clock),
                        new AccountKeeper(accounts, connections, readers, clock),
                        new PlaceKeeper(accounts.place(), guests, settings, connections, readers),
                        new ConnectionKeeper(connections, accounts.registry(), readers, clock),
                        new HealthCheck(history, readers)),
                rights,
                limiter);
    }
}
