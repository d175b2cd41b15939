package dev.chatchannel.command;

import dev.chatchannel.channel.HistoryUnavailable;
import dev.chatchannel.channel.UnknownChannel;
import dev.chatchannel.journal.DraftRejected;
import dev.chatchannel.journal.JournalFull;
import dev.chatchannel.journal.NotStored;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.journal.SpokenTooSoon;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.search.SearchUnavailable;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** What the caller is told when the journal or a log fails. */
final class Causes {
    private Causes() {}

    /** @return what failed, without the wrapping of the stages between */
    static Throwable below(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** @return empty when it is our fault and nobody foresaw it */
    static Optional<Refused> refusal(Throwable cause) {
        if (cause instanceof Refused refused) return Optional.of(refused);
        if (cause instanceof DraftRejected rejected) return Optional.of(refusal(rejected.why()));
        if (cause instanceof SpokenTooSoon early) return Optional.of(tooSoon(early));
        if (cause instanceof UnknownChannel) return Optional.of(Refusal.UNKNOWN_CHANNEL.refused());
        if (cause instanceof JournalFull) return Optional.of(Refusal.TOO_BUSY.refused());
        if (cause instanceof NotStored) return Optional.of(Refusal.NOT_STORED.refused());
        if (cause instanceof HistoryUnavailable || cause instanceof SearchUnavailable) return Optional.of(Refusal.TOO_BUSY.refused("This cannot be read now; try again in a moment."));
        return FileCauses.refusal(cause).or(() -> AccountCauses.refusal(cause));
    }

    private static Refused tooSoon(SpokenTooSoon early) {
        long seconds = (early.left().toMillis() + 999) / 1_000;
        return Refusal.RATE_LIMITED.refused("This channel is in slow mode; say it again in " + seconds + " s.", early.left());
    }

    private static Refused refusal(Rejection why) {
        return switch (why) {
            case NO_CHANNEL -> Refusal.UNKNOWN_CHANNEL.refused();
            case NO_MESSAGE -> Refusal.NOT_FOUND.refused("There is no such message.");
            case NOT_YOURS -> Refusal.NOT_ALLOWED.refused("This message is somebody else's.");
            case NOTHING_CHANGED -> Refusal.NOTHING_CHANGED.refused();
            case TOO_LATE -> Refusal.NOT_ALLOWED.refused("This was said too long ago to be changed.");
            case NO_ACCOUNT -> Refusal.NOT_FOUND.refused("There is no such account.");
            case NO_MEMBER -> Refusal.NOT_FOUND.refused("There is no such member.");
            case NO_FILE -> Refusal.NOT_FOUND.refused("There is no such file of yours that waits to be posted here.");
            case STANDS_TOO_HIGH -> Refusal.NOT_ALLOWED.refused("Nobody may do this to those who stand as high as they do, or give more than they have.");
            case LAST_OWNER -> Refusal.NOT_ALLOWED.refused("The channel would have no owner; make somebody else one first.");
            case BANNED -> Refusal.NOT_ALLOWED.refused("They are banned from this channel.");
            case TOO_MANY_REACTIONS -> Refusal.LIMIT_EXCEEDED.refused("The message has as many different reactions as it may have.");
        };
    }
}
