package dev.chatchannel.command;

import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.file.FileStore;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Files: who may bring one, and who may have one. The bytes themselves go by request only, and not through here. */
final class FileReader {
    private final Rights rights;
    private final FileStore files;
    private final Executor readers;

    FileReader(Rights rights, FileStore files, Executor readers) {
        this.rights = rights;
        this.files = files;
        this.readers = readers;
    }

    /** Nothing but the right, which the row asks: the bytes come after it. */
    CompletionStage<Reply.Done> bring(Caller caller, ChannelLog log, Command.BringFile command) {
        return CompletableFuture.completedStage(new Reply.Done());
    }

    /** Asks for the file's channel before it gives the file: who may not read it is told that there is none. */
    CompletionStage<Reply.FileFound> find(Caller caller, Command.ReadFile command) {
        return CompletableFuture.supplyAsync(() -> files.find(command.file()).orElseThrow(FileReader::noFile), readers)
                .thenCompose(file -> readable(caller, file));
    }

    /** What no message carries yet is its uploader's alone. */
    private CompletionStage<Reply.FileFound> readable(Caller caller, StoredFile file) {
        boolean own = file.uploader().filter(caller.account().id()::equals).isPresent();
        return rights.readable(caller, file.channel()).handle((log, failure) -> {
            if (failure == null && (file.posted() || own)) return new Reply.FileFound(file);
            boolean hidden = failure == null || Causes.below(failure) instanceof Refused refused && refused.refusal() == Refusal.UNKNOWN_CHANNEL;
            throw hidden ? noFile() : new CompletionException(Causes.below(failure));
        });
    }

    private static Refused noFile() {
        return Refusal.NOT_FOUND.refused("There is no such file.");
    }
}
