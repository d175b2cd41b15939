package dev.chatchannel.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What all clients of the kit have in common. */
public final class Wire {
    /** How long a client waits for what must come; long, because the machine may be busy with other tests. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long GLANCE_MILLIS = 50;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LETTERS = 26;

    private Wire() {}

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("Not JSON: " + text, notJson);
        }
    }

    static boolean isJson(String text) {
        try {
            return !MAPPER.readTree(text).isMissingNode();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** Writes a text as a JSON string, with its quotes. */
    public static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** Makes a name that nobody had before, also not in a server that keeps its accounts: {@code Ann qwert}. */
    public static String freshName(String first) {
        StringBuilder name = new StringBuilder(first).append(' ');
        for (int i = 0; i < 8; i++) name.append((char) ('a' + ThreadLocalRandom.current().nextInt(LETTERS)));
        return name.toString();
    }

    /** Asks again and again until it is so. */
    public static void await(BooleanSupplier wanted, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("Not in time: " + otherwise.get());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GLANCE_MILLIS)); // leaves the processor to the server
        }
    }
}
