package dev.chatchannel.fault;

import dev.chatchannel.kit.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A guest who speaks plain text, and remembers all that was heard. */
final class PlainClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> heard = new ArrayList<>(); // guarded by itself; notified with each frame
    private final Wire wire;

    private PlainClient(Place server) {
        wire = Wire.open(server.ws("chat-channel/"), Map.of(), this::hear);
    }

    static PlainClient connect(Place server) {
        return new PlainClient(server);
    }

    Wire wire() {
        return wire;
    }

    void say(String text) {
        wire.say(text);
    }

    List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** Waits for a frame, among those heard already too. */
    String await(Predicate<String> wanted) {
        return await(wanted, PATIENCE);
    }

    String await(Predicate<String> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (heard) {
            for (int next = 0; ; ) {
                for (; next < heard.size(); next++) if (wanted.test(heard.get(next))) return heard.get(next);
                pause(deadline);
            }
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    private void hear(String frame) {
        synchronized (heard) {
            heard.add(frame);
            heard.notifyAll();
        }
    }

    private void pause(long deadline) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) throw new AssertionError("Not heard in time, among " + heard.size() + " frames; the last: "
                + heard.subList(Math.max(0, heard.size() - 5), heard.size()));
        try {
            heard.wait(left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while listening");
        }
    }
}
