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
 * <p>Threads: {@link #run} by one; the rest after its end, but for what says otherwise.
 */
final class StubbornSender implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    static final int MOST_AT_ONCE = 8;
    private static final int BY_REQUEST_ONE_IN = 4;

    private final Place server;
    private final String name;
    private final Map<String, String> account;
    private final BooleanSupplier enough;
    private final Random random;
    private final int most; // at once
    private int count; // of those that were acknowledged; guarded by this
    private final Map<Post, Long> acknowledged = new LinkedHashMap<>();
    private JsonClient client; // null when there is none at the moment
    private int posts;
    private int repeated;

    /** @param account who it is, by {@link Http#signIn} */
    StubbornSender(Place server, String name, Map<String, String> account, BooleanSupplier enough, long seed) {
        this(server, name, account, enough, seed, MOST_AT_ONCE);
    }

    /** @param most how many at once: where some may be refused and others not, one after the other keeps their order */
    StubbornSender(Place server, String name, Map<String, String> account, BooleanSupplier enough, long seed, int most) {
        this.most = most;
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

    /** Waits until so many more are acknowledged; called by any thread. */
    synchronized void awaitMore(int more, Duration patience) {
        int wanted = count + more;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (count < wanted) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) throw new AssertionError(name + " does not get on: " + count + " of " + wanted);
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while " + name + " sends");
        }
    }

    /** @return how many were acknowledged as known already */
    int repeated() {
        return repeated;
    }

    private List<Post> nextBatch() {
        List<Post> batch = new ArrayList<>();
        for (int count = random.nextInt(1, most + 1); count > 0; count--) batch.add(new Post(name, ++posts));
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
        if (answer.path("error").path("temporary").asBoolean()) return;
        if (!answer.has(member)) throw new AssertionError("Refused: " + answer);
        JsonNode published = answer.get(member);
        acknowledged.put(post, published.get("offset").asLong());
        if (published.get("repeated").asBoolean()) repeated++;
        counted(acknowledged.size());
    }

    private synchronized void counted(int acknowledged) {
        count = acknowledged;
        notifyAll();
    }

    private void hangUp() {
        if (client != null) client.close();
        client = null;
    }
}
