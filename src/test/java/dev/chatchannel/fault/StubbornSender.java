package dev.chatchannel.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Posts until it was enough, by socket and by request, and tries each post again, with the same client id, until it is acknowledged.
 *
 * <p>Threads: {@link #run} by one; the rest after its end.
 */
final class StubbornSender implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_AT_ONCE = 8;
    private static final int BY_REQUEST_ONE_IN = 4;

    private final Place server;
    private final String name;
    private final Map<String, String> account;
    private final BooleanSupplier enough;
    private final Random random;
    private final Map<Post, Long> acknowledged = new LinkedHashMap<>();
    private JsonClient client; // null when there is none at the moment
    private int posts;
    private int repeated;

    /** @param account who it is, by {@link Http#signIn} */
    StubbornSender(Place server, String name, Map<String, String> account, BooleanSupplier enough, long seed) {
        this.server = server;
        this.name = name;
        this.account = account;
        this.enough = enough;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (!enough.getAsBoolean()) {
            List<Post> batch = nextBatch();
            while (!batch.isEmpty()) {
                if (random.nextInt(BY_REQUEST_ONE_IN) == 0) request(batch.get(0));
                else publish(batch);
                batch.removeAll(acknowledged.keySet());
            }
        }
        hangUp();
    }

    String name() {
        return name;
    }

    /** @return the offsets that were told */
    Map<Post, Long> acknowledged() {
        return acknowledged;
    }

    /** @return how many were acknowledged as known already */
    int repeated() {
        return repeated;
    }

    private List<Post> nextBatch() {
        List<Post> batch = new ArrayList<>();
        for (int count = random.nextInt(1, MOST_AT_ONCE + 1); count > 0; count--) batch.add(new Post(name, ++posts));
        return batch;
    }

    /** Publishes all at once, and waits for the answers, up to the first that does not come. */
    private void publish(List<Post> batch) {
        try {
            if (client == null) client = JsonClient.connect(server, account, heard -> {}, PATIENCE);
            Map<Post, CompletableFuture<JsonNode>> answers = new LinkedHashMap<>();
            batch.forEach(post -> answers.put(post, client.publish(post.text(), post.text())));
            answers.forEach((post, answer) -> note(post, answer.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join(), "publish"));
        } catch (CompletionException gone) {
            hangUp();
        }
    }

    private void request(Post post) {
        Optional<JsonNode> answer = Http.publish(server, account, post.text(), post.text(), PATIENCE);
        answer.ifPresent(given -> note(post, given, "result"));
    }

    private void note(Post post, JsonNode answer, String member) {
        if (!answer.has(member)) throw new AssertionError("Refused: " + answer);
        JsonNode published = answer.get(member);
        acknowledged.put(post, published.get("offset").asLong());
        if (published.get("repeated").asBoolean()) repeated++;
    }

    private void hangUp() {
        if (client != null) client.close();
        client = null;
    }
}
