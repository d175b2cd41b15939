package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that answer messages, and who reacted to them. */
public interface ThreadsJourney extends Journey {
    @Test
    default void a_reply_is_heard_by_everybody_as_a_message_and_the_root_counts_it() {
        try (JsonClient ann = json(); Client ben = join("news")) {
            ann.subscribe("news");
            long root = ann.publish("news", Wire.freshName("Root")).path("offset").asLong();
            ben.next();
            String answer = Wire.freshName("Answer");
            assertEquals(200, reply("news", root, answer).status());
            ben.expect("guest-…: " + answer);

            ann.publication("news");
            JsonNode heard = ann.publication("news").path("data");
            assertEquals(answer, heard.path("text").asText());
            assertEquals(root, heard.path("thread").asLong());
            assertEquals(1, heard.path("replies").asInt());
            JsonNode counted = at("news", root);
            assertEquals(1, counted.path("replies").asInt());
            assertEquals(heard.path("time").asLong(), counted.path("last_reply").asLong());
            assertFalse(counted.has("thread"));
        }
    }

    @Test
    default void a_thread_is_read_by_itself() {
        long root = said("news", Wire.freshName("Root"));
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(Wire.freshName("Answer"));
            assertEquals(200, reply("news", root, answers.get(i)).status());
            said("news", Wire.freshName("Beside"));
        }
        assertEquals(answers.subList(0, 3), texts("\"thread\":" + root + ",\"limit\":3"));
        assertEquals(List.of(answers.get(4), answers.get(3)), texts("\"thread\":" + root + ",\"limit\":2,\"reverse\":true"));
        assertEquals(List.of(), texts("\"thread\":" + (root + 1) + ",\"limit\":10"), "a reply is no root");
    }

    @Test
    default void what_answers_a_reply_stands_in_its_thread() {
        long root = said("news", Wire.freshName("Root"));
        long answer = reply("news", root, Wire.freshName("Answer")).result().path("offset").asLong();
        long deeper = reply("news", answer, Wire.freshName("Deeper")).result().path("offset").asLong();
        assertEquals(root, at("news", deeper).path("thread").asLong());
        assertEquals(2, at("news", root).path("replies").asInt());
    }

    @Test
    default void only_what_is_there_in_this_channel_is_answered() {
        long root = said("news", Wire.freshName("Root"));
        assertEquals(200, reply("news", root, Wire.freshName("Answer")).status());
        assertEquals("not-found", reply("news", 1_000_000, "x").reason());
        for (String thread : List.of("0", "-1", "1.5", "\"1\"", "[]")) {
            String params = "{\"channel\":\"news\",\"data\":{\"text\":\"x\",\"thread\":" + thread + "}}";
            assertEquals("bad-request", web().api("publish", params).reason(), thread);
        }
        assertEquals(200, web().asOperator().api("message.delete", target("news", root)).status());
        assertEquals("not-found", reply("news", root, "x").reason());
        JsonNode gone = at("news", root);
        assertEquals(1, gone.path("replies").asInt(), "a deleted message keeps its replies");
        assertEquals("", gone.path("text").asText());
    }

    @Test
    default void a_message_of_another_channel_is_not_answered_and_nobody_answers_where_they_may_not_write() {
        Http ann = web().signUp(Wire.freshName("Ann"));
        String plans = ann.api("channel.create", "{\"kind\":\"private\"}").result().path("name").asText();
        long root = said("news", Wire.freshName("Root"));
        String elsewhere = "{\"channel\":\"" + plans + "\",\"data\":{\"text\":\"x\",\"thread\":" + root + "}}";
        assertEquals("not-found", ann.api("publish", elsewhere).reason());
        assertEquals("unknown-channel", web().api("publish", elsewhere).reason());
    }

    @Test
    default void a_repeated_reply_is_stored_and_counted_once() {
        Http ann = web().with("Cookie", web().signIn(Wire.freshName("Ann")).cookie());
        long root = said("news", Wire.freshName("Root"));
        String params = "{\"channel\":\"news\",\"data\":{\"text\":\"once\",\"thread\":" + root + ",\"client_id\":\"" + Wire.freshName("c").replace(' ', '-') + "\"}}";
        long first = ann.api("publish", params).result().path("offset").asLong();
        JsonNode second = ann.api("publish", params).result();
        assertEquals(first, second.path("offset").asLong());
        assertEquals(true, second.path("repeated").asBoolean());
        assertEquals(1, at("news", root).path("replies").asInt());
    }

    @Test
    default void the_deletion_of_a_reply_tells_how_the_thread_stands_after_it() {
        try (JsonClient ann = json()) {
            long root = said("news", Wire.freshName("Root"));
            long answer = reply("news", root, Wire.freshName("Answer")).result().path("offset").asLong();
            ann.subscribe("news");
            assertEquals(200, web().asOperator().api("message.delete", target("news", answer)).status());
            JsonNode deletion = ann.publication("news").path("data");
            assertEquals(root, deletion.path("thread").asLong());
            assertEquals(0, deletion.path("replies").asInt());
            assertFalse(deletion.has("last_reply"));
            assertFalse(at("news", root).has("replies"));
        }
    }

    @Test
    default void who_reacted_is_told_by_name_to_those_who_read_there_and_what_is_ones_own_to_oneself() {
        String name = Wire.freshName("Ann");
        Http ann = web().with("Cookie", web().signIn(name).cookie());
        long root = said("news", Wire.freshName("Root"));
        String thumb = target("news", root).replace("}", ",\"reaction\":\"👍\"}");
        assertEquals(200, ann.api("reaction.add", thumb).status());
        assertEquals(200, web().api("reaction.add", thumb).status());
        JsonNode reactions = web().api("reaction.list", target("news", root)).result().path("reactions");
        assertEquals("👍", reactions.at("/0/reaction").asText());
        assertEquals(2, reactions.at("/0/count").asInt());
        assertEquals(List.of(name), reactions.at("/0/people").findValuesAsText("name"), "who has no account is counted only");

        String mine = "{\"channel\":\"news\",\"offsets\":[" + root + "]}";
        assertEquals(root, ann.api("reaction.mine", mine).result().at("/reactions/0/offset").asLong());
        assertEquals(0, web().api("reaction.mine", mine).result().path("reactions").size());
        assertEquals("bad-request", ann.api("reaction.mine", "{\"channel\":\"news\",\"offsets\":[]}").reason());
        assertEquals("unknown-channel", ann.api("reaction.list", target("nowhere", 1)).reason());
    }

    private Answer reply(String channel, long root, String text) {
        return web().api("publish", "{\"channel\":\"" + channel + "\",\"data\":{\"text\":\"" + text + "\",\"thread\":" + root + "}}");
    }

    private long said(String channel, String text) {
        return web().publish(channel, text).result().path("offset").asLong();
    }

    /** The data of the event at an offset, as it is told now. */
    private JsonNode at(String channel, long offset) {
        String epoch = web().api("history", "{\"channel\":\"" + channel + "\"}").result().path("epoch").asText();
        String since = "\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":" + (offset - 1) + "}";
        return web().api("history", "{\"channel\":\"" + channel + "\",\"limit\":1," + since + "}").result().at("/publications/0/data");
    }

    private List<String> texts(String range) {
        List<String> texts = new ArrayList<>();
        web().api("history", "{\"channel\":\"news\"," + range + "}").result().path("publications").forEach(one -> texts.add(one.at("/data/text").asText()));
        return texts;
    }

    private static String target(String channel, long offset) {
        return "{\"channel\":\"" + channel + "\",\"offset\":" + offset + "}";
    }
}
