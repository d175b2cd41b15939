package dev.chatchannel.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatchannel.kit.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client that speaks JSON. Publications of the channel are handed on; answers complete what was asked, and the end of the
 * connection fails it.
 */
final class JsonClient implements AutoCloseable {
    /** A message as it was pushed or read. */
    record Heard(long offset, String text) {}

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOBBY = "lobby";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Consumer<Heard> listener;
    private final Duration patience;
    private final Wire wire;

    private JsonClient(Place server, Map<String, String> headers, Consumer<Heard> listener, Duration patience) {
        this.listener = listener;
        this.patience = patience;
        wire = Wire.open(server.ws("connection/websocket"), headers, this::hear, patience);
        wire.closed().thenRun(() -> asked.values().forEach(JsonClient::gone));
    }

    /** Connects as a guest and subscribes to nothing. */
    static JsonClient connect(Place server) {
        return connect(server, Map.of(), heard -> {});
    }

    /** @param headers who it is, by {@link Http#signIn}; @param listener gets each publication, on the wire's thread */
    static JsonClient connect(Place server, Map<String, String> headers, Consumer<Heard> listener) {
        return connect(server, headers, listener, PATIENCE);
    }

    /** @param patience how long the handshake and each answer may take; fails when one takes longer, and leaves nothing open */
    static JsonClient connect(Place server, Map<String, String> headers, Consumer<Heard> listener, Duration patience) {
        JsonClient client = new JsonClient(server, headers, listener, patience);
        try {
            client.answer("connect", object());
            return client;
        } catch (RuntimeException | Error failure) {
            client.close();
            throw failure;
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static List<Heard> publications(JsonNode result) {
        List<Heard> all = new ArrayList<>();
        result.path("publications").forEach(publication -> all.add(heard(publication)));
        return all;
    }

    Wire wire() {
        return wire;
    }

    /** @return the answer: with the method's member, or {@code error}; fails when the connection ended before it */
    CompletableFuture<JsonNode> ask(String method, ObjectNode params) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        if (!wire.say(object().put("id", id).set(method, params).toString()) || !wire.isOpen()) gone(answer);
        return answer;
    }

    /** Asks, waits, and must not be refused. */
    JsonNode answer(String method, ObjectNode params) {
        JsonNode answer = ask(method, params).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        if (!answer.has(method)) throw new AssertionError(method + " was refused: " + answer);
        return answer.get(method);
    }

    JsonNode subscribe() {
        return answer("subscribe", object().put("channel", LOBBY));
    }

    JsonNode resume(String epoch, long offset) {
        return answer("subscribe", object().put("channel", LOBBY).put("recover", true).put("epoch", epoch).put("offset", offset));
    }

    /** Publishes without a client id: each time, it is another message. */
    CompletableFuture<JsonNode> publish(String text) {
        ObjectNode params = object().put("channel", LOBBY);
        params.putObject("data").put("text", text);
        return ask("publish", params);
    }

    CompletableFuture<JsonNode> publish(String text, String clientId) {
        ObjectNode params = object().put("channel", LOBBY);
        params.putObject("data").put("text", text).put("client_id", clientId);
        return ask("publish", params);
    }

    @Override
    public void close() {
        wire.close();
    }

    private void hear(String frame) {
        frame.lines().forEach(line -> hear(parse(line)));
    }

    private void hear(JsonNode message) {
        if (message.isEmpty()) pong();
        else if (message.has("id")) asked.remove(message.get("id").asInt()).complete(message);
        else if (message.path("push").has("pub")) listener.accept(heard(message.get("push").get("pub")));
    }

    private void pong() {
        CompletableFuture.runAsync(() -> wire.say("{}"));
    }

    private static Heard heard(JsonNode publication) {
        return new Heard(publication.get("offset").asLong(), publication.get("data").get("text").asText());
    }

    private static void gone(CompletableFuture<JsonNode> answer) {
        answer.completeExceptionally(new IOException("The connection ended before the answer"));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("Not JSON: " + json, notJson);
        }
    }
}
