package dev.chatchannel.command;

import dev.chatchannel.account.GuestAddresses;
import dev.chatchannel.account.Place;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands by which administrators look after the place as a whole. What blocks runs on readers. */
final class PlaceKeeper {
    private final Place place;
    private final GuestAddresses guests;
    private final Map<String, String> settings;
    private final Connections connections;
    private final Executor readers;

    /** @param guests from where they spoke lately @param settings the operator's, by name; none of them secret */
    PlaceKeeper(Place place, GuestAddresses guests, Map<String, String> settings, Connections connections, Executor readers) {
        this.place = place;
        this.guests = guests;
        this.settings = settings;
        this.connections = connections;
        this.readers = readers;
    }

    CompletionStage<Reply.PlaceShown> get(Caller caller, Command.ReadPlace command) {
        return CompletableFuture.completedStage(shown());
    }

    CompletionStage<Reply.PlaceShown> set(Caller caller, Command.SetPlace command) {
        if (command.guests().orElse(false) && !place.guestsAllowed()) {
            throw Refusal.NOT_ALLOWED.refused("Guests are switched off by the operator's setting; only the operator lets them in.");
        }
        return CompletableFuture.supplyAsync(() -> {
            place.change(info -> changed(info, command), caller.account().asAuthor());
            connections.turnOut();
            return shown();
        }, readers);
    }

    CompletionStage<Reply.Done> ban(Caller caller, Command.BanAddress command) {
        if (place.bans().size() >= Limits.ADDRESS_BANS) throw Refusal.LIMIT_EXCEEDED.refused("So many addresses are banned that no more can be.");
        NetworkAddress address = command.address().orElseGet(() -> addressOf(command.guest().orElseThrow()));
        return CompletableFuture.supplyAsync(() -> {
            place.ban(address, command.seconds().map(Duration::ofSeconds), caller.account().asAuthor());
            connections.turnOut();
            return new Reply.Done();
        }, readers);
    }

    CompletionStage<Reply.Done> unban(Caller caller, Command.UnbanAddress command) {
        return CompletableFuture.supplyAsync(() -> {
            if (!place.unban(command.address(), caller.account().asAuthor())) throw Refusal.NOT_FOUND.refused("This address is not banned.");
            connections.turnOut();
            return new Reply.Done();
        }, readers);
    }

    CompletionStage<Reply.AddressList> bans(Caller caller, Command.ListAddresses command) {
        return CompletableFuture.completedStage(new Reply.AddressList(place.bans()));
    }

    CompletionStage<Reply.SettingsShown> settings(Caller caller, Command.ReadSettings command) {
        return CompletableFuture.completedStage(new Reply.SettingsShown(settings));
    }

    private NetworkAddress addressOf(AccountId guest) {
        return guests.of(guest).orElseThrow(() -> Refusal.NOT_FOUND.refused("No guest of this id spoke here in the last hours."));
    }

    private Reply.PlaceShown shown() {
        return new Reply.PlaceShown(place.info(), place.guestsAllowed());
    }

    private static PlaceInfo changed(PlaceInfo info, Command.SetPlace command) {
        PlaceInfo changed = command.name().map(info::named).orElse(info);
        changed = command.guests().map(changed::withGuests).orElse(changed);
        changed = command.signUp().map(changed::withSignUp).orElse(changed);
        return command.editSeconds().map(changed::withEditSeconds).orElse(changed);
    }
}
