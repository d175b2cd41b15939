package dev.chatchannel.journal;

import java.util.concurrent.CompletableFuture;

/**
 * A draft and the answer that its sender waits for.
 *
 * @param weight about how much memory the draft holds, in bytes
 */
record Waiting(Draft draft, long weight, CompletableFuture<Receipt> answer) {
    Waiting(Draft draft) {
        this(draft, draft.change().weight(), new CompletableFuture<>());
    }
}
