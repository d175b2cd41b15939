package dev.chatchannel.command;

import dev.chatchannel.file.FilesUnavailable;
import dev.chatchannel.file.UploadRefused;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.util.Optional;

/** What somebody is told whose file is not taken in, or not given out. */
public final class FileCauses {
    private FileCauses() {}

    /** @return empty when it is our fault and nobody foresaw it */
    public static Optional<Refused> refusal(Throwable cause) {
        if (cause instanceof UploadRefused refused) return Optional.of(refusal(refused.why()).refused(refused.getMessage()));
        if (cause instanceof FilesUnavailable) return Optional.of(Refusal.TOO_BUSY.refused());
        return Optional.empty();
    }

    private static Refusal refusal(UploadRefused.Why why) {
        return switch (why) {
            case TOO_LARGE -> Refusal.TOO_LONG;
            case TOO_MANY -> Refusal.LIMIT_EXCEEDED;
            case BUSY -> Refusal.TOO_BUSY;
            case EMPTY -> Refusal.BLANK;
            case NO_PICTURE -> Refusal.BAD_REQUEST;
            case NO_CHANNEL -> Refusal.UNKNOWN_CHANNEL;
        };
    }
}
