package dev.chatchannel.command;

import dev.chatchannel.account.Place;
import dev.chatchannel.message.PlaceInfo;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The commands by which administrators look after the place as a whole. What blocks runs on readers. */
final class PlaceKeeper {
    private final Place place;
    private final Connections connections;
    private final Executor readers;

    PlaceKeeper(Place place, Connections connections, Executor readers) {
        this.place = place;
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
