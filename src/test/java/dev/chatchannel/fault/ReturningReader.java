package dev.chatchannel.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Listens to the end, comes back whenever the line is cut or silent, and says then how far it came.
 *
 * <p>Threads: {@link #run} by one; the rest after its end.
 */
final class ReturningReader implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Heard CUT = new Heard(-1, "");

    private final Place server;
    private final String end;
    private final List<Heard> heard = new ArrayList<>();
    private String epoch; // null until it was let in for the first time
    private long begun;
    private int visits;

    /** @param end the text of the last message */
    ReturningReader(Place server, String end) {
        this.server = server;
        this.end = end;
    }

    @Override
    public void run() {
        while (!isAtEnd()) visit();
    }

    /** @return the offset of the last message that it did not ask for */
    long begun() {
        return begun;
    }

    List<Heard> heard() {
        return heard;
    }

    /** @return how often it was let in */
    int visits() {
        return visits;
    }

    private void visit() {
        BlockingQueue<Heard> pushed = new LinkedBlockingQueue<>();
        try (JsonClient client = JsonClient.connect(server, Map.of(), pushed::add, PATIENCE)) {
            client.wire().closed().thenRun(() -> pushed.add(CUT));
            heard.addAll(subscribe(client));
            visits++;
            for (Heard next = next(pushed); next != CUT && !isAtEnd(); next = next(pushed)) heard.add(next);
        } catch (CompletionException gone) {
            // Comes back.
        }
    }

    /** Resumes; the first time, begins at the channel's newest. @return what came with the answer */
    private List<Heard> subscribe(JsonClient client) {
        if (epoch == null) {
            JsonNode place = client.subscribe();
            epoch = place.get("epoch").asText();
            begun = place.get("offset").asLong();
            return List.of();
        }
        JsonNode answer = client.resume(epoch, heard.isEmpty() ? begun : heard.get(heard.size() - 1).offset());
        if (!answer.get("recovered").asBoolean()) throw new AssertionError("Not recovered: " + answer);
        return JsonClient.publications(answer);
    }

    private boolean isAtEnd() {
        return !heard.isEmpty() && heard.get(heard.size() - 1).text().equals(end);
    }

    /** Waits for the next; silence is as good as a cut. */
    private static Heard next(BlockingQueue<Heard> pushed) {
        try {
            Heard next = pushed.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return next == null ? CUT : next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while listening");
        }
    }
}
