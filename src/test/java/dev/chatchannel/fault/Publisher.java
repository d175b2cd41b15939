package dev.chatchannel.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Publishes in JSON as fast as it is answered, each message with a client id, and remembers which were answered. */
final class Publisher implements Runnable {
    private static final int ON_THE_WAY = 200;

    private final String name;
    private final Map<String, String> account;
    private final Runnable onAcknowledged;
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private final Map<Post, CompletableFuture<JsonNode>> published = new LinkedHashMap<>(); // the publishing thread, until it ends
    private final JsonClient client;

    Publisher(Place server, String name, Map<String, String> account, Runnable onAcknowledged) {
        this.name = name;
        this.account = account;
        this.onAcknowledged = onAcknowledged;
        this.client = JsonClient.connect(server, account, heard -> {});
    }

    @Override
    public void run() {
        for (int number = 1; client.wire().isOpen(); number++) {
            room.acquireUninterruptibly();
            Post post = new Post(name, number);
            CompletableFuture<JsonNode> answer = client.publish(post.text(), post.text());
            published.put(post, answer);
            answer.whenComplete(this::answered);
        }
    }

    JsonClient client() {
        return client;
    }

    /** @return the offsets of those that were answered and not refused; after the end */
    Map<Post, Long> acknowledged() {
        Map<Post, Long> offsets = new LinkedHashMap<>();
        published.forEach((post, answer) -> {
            if (!answer.isCompletedExceptionally() && answer.join().has("publish")) offsets.put(post, offset(answer.join()));
        });
        return offsets;
    }

    /** Publishes again, as the same person, what was not answered. @return the offsets */
    Map<Post, Long> retry(Place server) {
        List<Post> open = new ArrayList<>(published.keySet());
        open.removeAll(acknowledged().keySet());
        Map<Post, Long> offsets = new LinkedHashMap<>();
        try (JsonClient again = JsonClient.connect(server, account, heard -> {})) {
            Map<Post, CompletableFuture<JsonNode>> answers = new LinkedHashMap<>();
            open.forEach(post -> answers.put(post, again.publish(post.text(), post.text())));
            answers.forEach((post, answer) -> offsets.put(post, offset(answer.join())));
        }
        return offsets;
    }

    private void answered(JsonNode answer, Throwable gone) {
        room.release();
        if (gone == null) onAcknowledged.run();
    }

    private static long offset(JsonNode answer) {
        if (!answer.has("publish")) throw new AssertionError("Refused: " + answer);
        return answer.get("publish").get("offset").asLong();
    }
}
