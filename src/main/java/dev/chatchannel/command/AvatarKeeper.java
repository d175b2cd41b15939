package dev.chatchannel.command;

import dev.chatchannel.file.Avatars;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The pictures of people. What only asks the store runs on readers; what looks into a picture does not. */
final class AvatarKeeper {
    private final Avatars avatars;
    private final Executor readers;

    AvatarKeeper(Avatars avatars, Executor readers) {
        this.avatars = avatars;
        this.readers = readers;
    }

    CompletionStage<Reply.AvatarFound> find(Caller caller, Command.ReadAvatar command) {
        return CompletableFuture.supplyAsync(
                () -> avatars.of(command.account()).map(avatar -> new Reply.AvatarFound(avatar.type(), avatar.hash(), avatar.bytes())).orElseThrow(AvatarKeeper::none),
                readers);
    }

    CompletionStage<Reply.Done> set(Caller caller, Command.SetAvatar command) {
        return avatars.set(caller.account().id(), command.picture()).thenApply(nothing -> new Reply.Done());
    }

    /** To take away what there is not is no error: it is as it was wanted. */
    CompletionStage<Reply.Done> forget(Caller caller, Command.ForgetAvatar command) {
        return onReaders(() -> avatars.remove(caller.account().id()));
    }

    CompletionStage<Reply.Done> remove(Caller caller, Command.RemoveAvatar command) {
        return onReaders(() -> {
            if (!avatars.take(command.account(), caller.account().asAuthor())) throw none();
        });
    }

    private CompletionStage<Reply.Done> onReaders(Runnable work) {
        return CompletableFuture.runAsync(work, readers).thenApply(nothing -> new Reply.Done());
    }

    private static RuntimeException none() {
        return Refusal.NOT_FOUND.refused("They have no picture.");
    }
}
