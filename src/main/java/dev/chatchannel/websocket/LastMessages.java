package dev.chatchannel.websocket;

import dev.chatchannel.account.Account;
import dev.chatchannel.channel.ChannelLog;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.MessagePosted;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds where the last messages of a channel begin, for those who count messages and not events. */
final class LastMessages {
    /** That are looked at: where more happened since, fewer messages are found. */
    private static final int MOST_EVENTS = 1_000;

    private LastMessages() {}

    /** @return the offset after which so many messages follow, and whatever happened since; at most the head's */
    static CompletionStage<Long> begin(Account who, ChannelLog log, int wanted) {
        long head = log.head().offset();
        if (wanted == 0) return CompletableFuture.completedStage(head);
        return search(who, log, Long.MAX_VALUE, wanted, MOST_EVENTS).thenApply(found -> Math.min(found, head));
    }

    private static CompletionStage<Long> search(Account who, ChannelLog log, long before, int wanted, int events) {
        return log.before(who.id(), who.kind(), before, Limits.HISTORY_PAGE).thenCompose(page -> {
            int missing = wanted;
            for (Event event : page) {
                if (isShown(event) && --missing == 0) return CompletableFuture.completedStage(event.offset() - 1);
            }
            boolean goesOn = page.size() == Limits.HISTORY_PAGE && events > page.size();
            if (!goesOn) return CompletableFuture.completedStage(oldest(page) - 1);
            return search(who, log, oldest(page), missing, events - page.size());
        });
    }

    private static boolean isShown(Event event) {
        return event instanceof MessagePosted message && !message.state().deleted();
    }

    /** @param page newest first */
    private static long oldest(List<Event> page) {
        return page.isEmpty() ? 1 : page.get(page.size() - 1).offset();
    }
}
