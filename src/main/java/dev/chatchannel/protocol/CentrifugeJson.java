package dev.chatchannel.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import dev.chatchannel.message.FrameWriter;
import dev.chatchannel.message.Person;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Preference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The client protocol of Centrifugo, version 2, in JSON: commands with an id, replies with the same id, pushes without.
 *
 * @see <a href="https://centrifugal.dev/docs/transports/client_protocol">Client protocol</a>
 */
public final class CentrifugeJson {
    /** The subprotocol's name. */
    public static final String NAME = "centrifuge-json";

    /** A ping of the server, and the client's answer to it. */
    public static final Frame PING = new Frame.Text("{}");

    /** Shows every event; those that leave together are one message, joined by line breaks. */
    public static final FrameWriter WRITER = new FrameWriter() {
        @Override
        public Optional<Frame> write(Event event) {
            return Optional.of(event(event));
        }

        @Override
        public Frame.Text together(List<String> messages) {
            return new Frame.Text(String.join("\n", messages));
        }
    };

    private static final Frame CHANNELS_CHANGED = new Frame.Text("{\"push\":{\"message\":{\"data\":{\"kind\":\"channels\"}}}}");
    private static final String VERSION = "0.1.0";

    private CentrifugeJson() {}

    /**
     * A command in its envelope.
     *
     * @param id to repeat in the reply; 0 when it is the answer to a ping
     * @param method empty when it is the answer to a ping
     */
    public record Request(long id, String method, Fields params) {
        public boolean isPong() {
            return method.isEmpty();
        }
    }

    /** @return the commands of one frame, split by line breaks
     * @throws Refused when one is not understood; then none of them may be done */
    public static List<Request> read(String frame) {
        List<Request> requests = new ArrayList<>();
        frame.lines().filter(line -> !line.isBlank()).forEach(line -> requests.add(request(Json.parse(line))));
        return requests;
    }

    /** @return the reply to a command that was done */
    public static Frame reply(Request request, Reply reply) {
        return answer(request, Json.reply(reply));
    }

    /** @return the reply to {@code rpc}, which wraps what the method itself replies */
    public static Frame rpcReply(Request request, Reply reply) {
        return answer(request, Json.object().set("data", Json.reply(reply)));
    }

    /** @return the reply to a command that has nothing to say but that it was done */
    public static Frame done(Request request) {
        return answer(request, Json.object());
    }

    public static Frame refused(Request request, Refused refused) {
        return frame(Json.object().put("id", request.id()).set("error", Json.error(refused)));
    }

    /** @param ping time between two pings */
    public static Frame connected(Request request, String connection, Author who, Duration ping) {
        ObjectNode json = Json.object()
                .put("client", connection)
                .put("version", VERSION)
                .put("ping", ping.toSeconds())
                .put("pong", true);
        json.putObject("data").set("account", Json.author(who));
        return answer(request, json);
    }

    /** @param from pushes follow from here; its offset is what the client has now */
    public static Frame subscribed(Request request, Position from, boolean recovering, boolean recovered) {
        ObjectNode json = Json.object().put("recoverable", true).put("positioned", true);
        if (recovering) json.put("was_recovering", true).put("recovered", recovered);
        return answer(request, Json.position(json, from));
    }

    public static Frame event(Event event) {
        return push(event.channel(), "pub", Json.publication(event));
    }

    public static Frame came(ChannelName channel, Person who) {
        return push(channel, "join", Json.object().set("info", Json.person(who)));
    }

    public static Frame went(ChannelName channel, Person who) {
        return push(channel, "leave", Json.object().set("info", Json.person(who)));
    }

    /** A publication without an offset: it stands in no log, and clients give it to their listeners and stay where they are. */
    public static Frame typing(ChannelName channel, Author who) {
        ObjectNode data = Json.object().put("kind", "typing").set("author", Json.author(who));
        return push(channel, "pub", Json.object().set("data", data));
    }

    /** @return what tells a client that it is subscribed no longer */
    public static Frame unsubscribed(ChannelName channel, UnsubscribeCode why) {
        return push(channel, "unsubscribe", Json.object().put("code", why.code()).put("reason", why.reason()));
    }

    /** A message about no one channel: the list of channels of who is asked has changed. */
    public static Frame channelsChanged() {
        return CHANNELS_CHANGED;
    }

    /** A message to one account alone: how far they have read the channel now. */
    public static Frame marked(ChannelName channel, long offset) {
        return toOneself(Json.object().put("kind", "mark").put("channel", channel.value()).put("offset", offset));
    }

    /** A message to one account alone: how they want to have the channel now. */
    public static Frame preferred(ChannelName channel, Preference preference) {
        return toOneself(Json.preference(Json.object().put("kind", "preference").put("channel", channel.value()), preference));
    }

    private static Frame toOneself(ObjectNode data) {
        return frame(Json.object().set("push", Json.object().set("message", Json.object().set("data", data))));
    }

    private static Frame push(ChannelName channel, String member, JsonNode content) {
        ObjectNode push = Json.object().put("channel", channel.value()).set(member, content);
        return frame(Json.object().set("push", push));
    }

    private static Frame answer(Request request, JsonNode result) {
        return frame(Json.object().put("id", request.id()).set(request.method(), result));
    }

    private static Frame frame(JsonNode json) {
        return new Frame.Text(json.toString());
    }

    private static Request request(JsonNode json) {
        if (!json.isObject()) throw Refusal.BAD_REQUEST.refused("Expected an object.");
        if (json.isEmpty()) return new Request(0, "", new Fields(json));
        Fields envelope = new Fields(json);
        long id = envelope.number("id", 0, Integer.MAX_VALUE).orElse(0L);
        String method = method(json);
        return new Request(id, method, envelope.object(method));
    }

    private static String method(JsonNode json) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals("id")) return name;
        }
        throw Refusal.BAD_REQUEST.refused("Expected a member named after the method.");
    }
}
