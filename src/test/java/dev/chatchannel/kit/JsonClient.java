package dev.chatchannel.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** A client of the JSON protocol. What comes while it waits for something else is kept. Threads: the test's. */
public final class JsonClient implements AutoCloseable {
    private final Client client;
    private final Deque<JsonNode> kept = new ArrayDeque<>();
    private int lastId;

    private JsonClient(Client client) {
        this.client = client;
    }

    /** Speaks over the client, without having said anything. */
    public static JsonClient over(Client client) {
        return new JsonClient(client);
    }

    /** Does a command. @return the whole reply, with {@code error} or a member named after the method */
    public JsonNode ask(String method, String params) {
        int id = send(method, params);
        return await(frame -> frame.path("id").asInt() == id);
    }

    /** Does a command that must succeed. @return the member of the reply that is named after the method */
    public JsonNode done(String method, String params) {
        JsonNode reply = ask(method, params);
        if (reply.has("error") || !reply.has(method)) throw new AssertionError(method + " was answered: " + reply);
        return reply.get(method);
    }

    /** Does a command that must be refused. */
    public void refused(int code, String method, String params) {
        JsonNode reply = ask(method, params);
        assertEquals(code, reply.path("error").path("code").asInt(), reply::toString);
    }

    /** Sends a command, and does not wait. @return its id */
    public int send(String method, String params) {
        int id = ++lastId;
        client.send("{\"id\":" + id + ",\"" + method + "\":" + params + "}");
        return id;
    }

    public JsonNode publish(String channel, String text) {
        return done("publish", "{\"channel\":\"" + channel + "\",\"data\":{\"text\":" + Wire.quoted(text) + "}}");
    }

    public JsonNode subscribe(String channel) {
        return done("subscribe", "{\"channel\":\"" + channel + "\"}");
    }

    /** The next publication. */
    public JsonNode publication(String channel) {
        return push(channel, "pub").path("push").path("pub");
    }

    /** Waits for so many publications. */
    public List<JsonNode> publications(String channel, int count) {
        List<JsonNode> all = new ArrayList<>();
        while (all.size() < count) all.add(publication(channel));
        return all;
    }

    /** Waits to be told that the account is in other channels now. */
    public void channelsChanged() {
        toldOf("channels");
    }

    /** Waits for a push of no channel. @return its data */
    public JsonNode toldOf(String kind) {
        return await(frame -> frame.at("/push/message/data/kind").asText().equals(kind)).at("/push/message/data");
    }

    /** The next push of a kind: {@code pub}, {@code join}, {@code leave}. */
    public JsonNode push(String channel, String kind) {
        return await(frame -> frame.path("push").path("channel").asText().equals(channel) && frame.path("push").has(kind));
    }

    /** Waits for a frame, the kept ones first. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        for (Iterator<JsonNode> earlier = kept.iterator(); earlier.hasNext(); ) {
            JsonNode frame = earlier.next();
            if (!wanted.test(frame)) continue;
            earlier.remove();
            return frame;
        }
        while (true) {
            List<JsonNode> frames = client.next().lines().map(Wire::json).toList();
            JsonNode found = frames.stream().filter(wanted).findFirst().orElse(null);
            frames.stream().filter(frame -> frame != found).forEach(kept::add);
            if (found != null) return found;
        }
    }

    public Client socket() {
        return client;
    }

    @Override
    public void close() {
        client.close();
    }
}
