package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Pictures;
import dev.chatchannel.kit.Wire;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files are brought first and posted then; those who may read the channel have them, and nobody else. */
public interface FilesJourney extends Journey {
    @Test
    default void a_file_that_was_brought_is_carried_by_a_message_and_given_out_as_it_was() {
        byte[] content = new byte[700_000];
        new Random(5).nextBytes(content);
        Http ann = guest("Ann");
        JsonNode file = ann.bring("lobby", "report 7.bin", content).result();
        assertEquals(content.length, file.path("size").asInt());
        assertEquals("application/octet-stream", file.path("type").asText());

        String text = Wire.freshName("Here it is");
        Answer posted = ann.publish("lobby", text, file.path("id").asText());
        JsonNode message = newestOf(ann, "lobby", posted);
        assertEquals(file, message.at("/data/file"));
        assertEquals(file, message.at("/data/files/0"));

        Answer given = web().get("files/" + file.path("id").asText());
        assertArrayEquals(content, given.body());
        assertTrue(given.header("Content-Disposition").orElse("").startsWith("attachment; filename=\"report 7.bin\""), given::toString);
        assertEquals(Optional.of("nosniff"), given.header("X-Content-Type-Options"));
        assertEquals(Optional.of("default-src 'none'; sandbox"), given.header("Content-Security-Policy"));
        assertEquals(Optional.of("same-origin"), given.header("Cross-Origin-Resource-Policy"));
    }

    @Test
    default void several_files_go_in_one_message_and_plain_text_is_told_where_they_are() {
        Http ann = guest("Ann");
        String one = brought(ann, "lobby", "one.txt", "first words");
        String two = brought(ann, "lobby", "two.txt", "second words");
        try (Client ben = join("lobby")) {
            JsonNode message = newestOf(ann, "lobby", ann.publish("lobby", "two files", one, two));
            assertEquals(2, message.at("/data/files").size());
            assertTrue(message.at("/data/file").isMissingNode());
            ben.expect("Ann …: two files\n    one.txt (text/plain, 11 bytes): files/" + one + "\n    two.txt (text/plain, 12 bytes): files/" + two);
        }
    }

    @Test
    default void a_file_may_be_all_that_a_message_says() {
        Http ann = guest("Ann");
        String id = brought(ann, "lobby", "a.txt", "words");
        assertEquals("", newestOf(ann, "lobby", ann.publish("lobby", "", id)).at("/data/text").asText());
    }

    @Test
    default void nobody_posts_what_is_not_theirs_or_came_to_another_channel_or_was_posted() {
        Http ann = guest("Ann");
        Http ben = guest("Ben");
        String id = brought(ann, "lobby", "a.txt", "words");
        assertEquals("not-found", ben.publish("lobby", "mine now", id).reason());
        assertEquals("not-found", ann.publish("news", "elsewhere", id).reason());
        assertEquals("not-found", ann.publish("lobby", "what is this", "01jaaaaaaaaaaaaaaaaaaaaaaa").reason());
        assertEquals("bad-request", ann.publish("lobby", "what is this", "x").reason());
        assertEquals(200, ann.publish("lobby", "here", id).status());
        assertEquals("not-found", ann.publish("lobby", "again", id).reason());
    }

    @Test
    default void what_no_message_carries_yet_is_seen_by_its_uploader_alone() {
        Http ann = guest("Ann");
        String id = brought(ann, "lobby", "a.txt", "words");
        assertEquals(200, ann.get("files/" + id).status());
        assertEquals(404, web().get("files/" + id).status());
        assertEquals(404, guest("Ben").get("files/" + id).status());
    }

    @Test
    default void who_may_not_post_brings_nothing() {
        Http ann = web().signUp(Wire.freshName("Ann"));
        String plans = ann.api("channel.create", "{\"kind\":\"private\"}").result().path("name").asText();
        byte[] content = "words".getBytes(StandardCharsets.UTF_8);
        assertEquals("unknown-channel", guest("Eve").bring(plans, "a.txt", content).reason());
        assertEquals("unknown-channel", guest("Eve").bring("nowhere", "a.txt", content).reason());
        assertEquals("not-allowed", web().bring("lobby", "a.txt", content).reason(), "a guest without a name");
        assertEquals("bad-request", guest("Eve").bring("No%20Name", "a.txt", content).reason());
        assertEquals("blank", guest("Eve").bring("lobby", "a.txt", new byte[0]).reason());
    }

    @Test
    default void files_of_a_private_channel_are_its_members_alone_and_not_of_those_who_were_put_out() {
        Http ann = web().signUp(Wire.freshName("Ann"));
        Answer ben = web().signUp(web().invitation(), Wire.freshName("Ben"), Http.PASSWORD);
        Http asBen = web().with("Cookie", ben.cookie());
        String account = ben.result().at("/account/id").asText();
        String plans = ann.api("channel.create", "{\"kind\":\"private\"}").result().path("name").asText();
        String about = "{\"channel\":\"" + plans + "\",\"account\":\"" + account + "\"}";
        String id = ann.bring(plans, "plan.png", Pictures.png(900, 600)).result().path("id").asText();
        ann.publish(plans, "look", id);
        assertEquals(404, asBen.get("files/" + id).status());
        assertEquals(404, asBen.get("files/" + id + "/thumbnail").status());
        ann.api("channel.invite", about);
        Answer read = asBen.get("files/" + id);
        assertEquals("200 private, no-cache", read.status() + " " + read.header("Cache-Control").orElse(""));
        Http again = asBen.with("If-None-Match", read.header("ETag").orElseThrow());
        assertEquals(304, again.get("files/" + id).status());
        ann.api("channel.remove", about);
        assertEquals(404, again.get("files/" + id).status(), "who keeps it must ask again, and is told no more");
        assertEquals(404, asBen.get("files/" + id).status());
        assertEquals(404, asBen.get("files/" + id + "/thumbnail").status());
    }

    @Test
    default void a_deleted_message_takes_its_files_along() {
        Http ann = guest("Ann");
        String id = brought(ann, "lobby", "secret.txt", Wire.freshName("secret"));
        Answer posted = ann.publish("lobby", "oops", id);
        assertEquals(200, ann.api("message.delete", "{\"channel\":\"lobby\",\"offset\":" + posted.result().path("offset") + "}").status());
        assertEquals(404, ann.get("files/" + id).status());
        JsonNode message = newestOf(ann, "lobby", posted);
        assertTrue(message.at("/data/deleted").asBoolean() && message.at("/data/files").isMissingNode(), message::toString);
    }

    @Test
    default void a_picture_tells_its_size_as_it_is_seen_and_has_a_small_one() {
        JsonNode wide = posted("photo.jpg", Pictures.jpeg(1_200, 300));
        assertEquals(List.of("image/jpeg", 1_200, 300), List.of(wide.path("type").asText(), wide.path("width").asInt(), wide.path("height").asInt()));
        Answer thumbnail = web().get("files/" + wide.path("id").asText() + "/thumbnail");
        BufferedImage small = Pictures.read(thumbnail.body());
        assertEquals(List.of(480, 120), List.of(small.getWidth(), small.getHeight()));
        assertEquals(Optional.of("image/jpeg"), thumbnail.header("Content-Type"));
        assertTrue(isRed(small.getRGB(20, 60)) && !isRed(small.getRGB(460, 60)));

        JsonNode turned = posted("turned.jpg", Pictures.turnedJpeg(1_200, 300, 6));
        assertEquals(List.of(300, 1_200), List.of(turned.path("width").asInt(), turned.path("height").asInt()));
        BufferedImage upright = Pictures.read(web().get("files/" + turned.path("id").asText() + "/thumbnail").body());
        assertEquals(List.of(120, 480), List.of(upright.getWidth(), upright.getHeight()));
        assertTrue(isRed(upright.getRGB(60, 20)) && !isRed(upright.getRGB(60, 460)), "what was left is at the top");
    }

    @Test
    default void a_picture_bomb_is_refused_by_its_header() {
        assertEquals("too-long", guest("Eve").bring("lobby", "bomb.png", Pictures.bomb(50_000, 50_000)).reason());
        assertEquals("too-long", guest("Eve").bring("lobby", "bomb.png", Pictures.bomb(Integer.MAX_VALUE, Integer.MAX_VALUE)).reason());
        assertEquals(200, guest("Eve").bring("lobby", "cut.png", Arrays.copyOf(Pictures.png(900, 900), 60)).status(), "a damaged one is only bytes that nobody can show");
    }

    @Test
    default void a_file_is_what_its_content_says_and_a_page_or_a_drawing_is_never_shown() {
        for (String page : List.of("<html><script>alert(1)</script>", " \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "\ufeff<?xml version='1.0'?>")) {
            JsonNode file = posted("picture.png", page.getBytes(StandardCharsets.UTF_8));
            assertEquals("application/octet-stream", file.path("type").asText());
            for (String path : List.of("", "/thumbnail")) {
                Answer given = web().get("files/" + file.path("id").asText() + path);
                assertTrue(given.header("Content-Disposition").orElse("").startsWith("attachment"), given::toString);
                assertEquals(Optional.of("application/octet-stream"), given.header("Content-Type"));
            }
        }
        assertEquals("application/pdf", posted("a.png", "%PDF-1.7 and so on".getBytes(StandardCharsets.UTF_8)).path("type").asText());
        assertEquals("text/plain", posted("a.html", "你好, world".getBytes(StandardCharsets.UTF_8)).path("type").asText());
        assertEquals("image/png", posted("a.exe", Pictures.png(4, 4)).path("type").asText());
    }

    @Test
    default void names_are_made_safe_and_kept_in_all_scripts() {
        assertEquals("passwd", posted("../../etc/passwd", "words".getBytes(StandardCharsets.UTF_8)).path("name").asText());
        assertEquals("aSet-Cookie x=1.txt", posted("a\r\nSet-Cookie:\tx=1.txt".replace(":", ""), "words".getBytes(StandardCharsets.UTF_8)).path("name").asText().replace("a Set", "aSet"));
        assertEquals("photo_gpj.exe", posted("photo_\u202Egpj.exe", "words".getBytes(StandardCharsets.UTF_8)).path("name").asText());
        assertEquals("file", posted("\u0000..", "words".getBytes(StandardCharsets.UTF_8)).path("name").asText());
        JsonNode file = posted("报告 \"7\".txt", "words".getBytes(StandardCharsets.UTF_8));
        assertEquals("报告 \"7\".txt", file.path("name").asText());
        Answer given = web().get("files/" + file.path("id").asText());
        assertEquals(
                Optional.of("attachment; filename=\"__ _7_.txt\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%227%22.txt"), given.header("Content-Disposition"));
        assertEquals("bad-request", guest("Eve").with("X-File-Name", "%zz").post("files?channel=lobby", new byte[] {1}).reason());
    }

    @Test
    default void a_player_asks_for_parts_and_a_browser_keeps_what_it_has() {
        byte[] content = new byte[600_000];
        new Random(7).nextBytes(content);
        System.arraycopy("fLaC".getBytes(StandardCharsets.UTF_8), 0, content, 0, 4);
        String path = "files/" + posted("song.flac", content).path("id").asText();
        assertPart(path, "bytes=0-3", "bytes 0-3/600000", Arrays.copyOf(content, 4));
        assertPart(path, "bytes=262100-262200", "bytes 262100-262200/600000", Arrays.copyOfRange(content, 262_100, 262_201));
        assertPart(path, "bytes=599990-", "bytes 599990-599999/600000", Arrays.copyOfRange(content, 599_990, 600_000));
        assertPart(path, "bytes=-10", "bytes 599990-599999/600000", Arrays.copyOfRange(content, 599_990, 600_000));
        assertEquals(416, web().with("Range", "bytes=600000-").get(path).status());
        assertEquals(200, web().with("Range", "bytes=5-1").get(path).status());
        assertEquals(200, web().with("Range", "bytes=0-1,5-6").get(path).status());

        Answer whole = web().get(path);
        assertTrue(whole.header("Content-Disposition").orElse("").startsWith("inline"), whole::toString);
        String tag = whole.header("ETag").orElseThrow();
        assertEquals(304, web().with("If-None-Match", tag).get(path).status());
        assertEquals(206, web().with("If-Range", tag).with("Range", "bytes=0-3").get(path).status());
        assertEquals(200, web().with("If-Range", "\"other\"").with("Range", "bytes=0-3").get(path).status());
        assertEquals(Optional.of("600000"), web().send("HEAD", path).header("Content-Length"));
    }

    @Test
    default void people_have_pictures_small_and_square_and_administrators_may_take_them_away() {
        Answer signedUp = web().signUp(web().invitation(), Wire.freshName("Ann"), Http.PASSWORD);
        Http ann = web().with("Cookie", signedUp.cookie());
        String path = "avatars/" + signedUp.result().at("/account/id").asText();
        assertEquals(204, web().get(path).status());
        assertEquals(200, ann.post("avatar", Pictures.turnedJpeg(800, 400, 6)).status());
        Answer given = web().get(path);
        BufferedImage picture = Pictures.read(given.body());
        assertEquals(List.of(128, 128), List.of(picture.getWidth(), picture.getHeight()));
        assertTrue(isRed(picture.getRGB(64, 10)) && !isRed(picture.getRGB(64, 118)), "it stands upright");
        assertEquals(Optional.of("private, max-age=300"), given.header("Cache-Control"));
        assertEquals(304, web().with("If-None-Match", given.header("ETag").orElseThrow()).get(path).status());

        assertEquals("bad-request", ann.post("avatar", "<svg/>".getBytes(StandardCharsets.UTF_8)).reason());
        assertEquals("too-long", ann.post("avatar", Pictures.bomb(50_000, 50_000)).reason());
        assertEquals("too-long", ann.post("avatar", new byte[5 << 20]).reason());
        assertEquals("not-allowed", guest("Eve").post("avatar", Pictures.png(8, 8)).reason());
        assertEquals("not-allowed", web().post("avatar", Pictures.png(8, 8)).reason());
        assertEquals(200, web().get(path).status(), "what was refused changed nothing");

        assertEquals(200, ann.send("DELETE", "avatar").status());
        assertEquals(204, web().get(path).status());
        assertEquals(200, ann.post("avatar", Pictures.png(8, 8)).status());
        String user = "{\"user\":\"" + signedUp.result().at("/account/id").asText() + "\"}";
        assertEquals("not-allowed", ann.api("avatar.remove", user).reason());
        assertEquals(200, web().asOperator().api("avatar.remove", user).status());
        assertEquals(204, web().get(path).status());
        assertEquals("avatar.remove", web().asOperator().api("audit.list", "{}").result().at("/deeds/0/action").asText());
        assertEquals("not-found", web().asOperator().api("avatar.remove", user).reason());
        assertFalse(web().get("avatars/nobody").status() >= 400);
    }

    /** Somebody with a name that nobody else has. */
    private Http guest(String name) {
        return web().with("Cookie", web().signIn(Wire.freshName(name)).cookie());
    }

    private String brought(Http who, String channel, String name, String words) {
        Answer answer = who.bring(channel, name, words.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, answer.status(), answer::toString);
        return answer.result().path("id").asText();
    }

    /** What the server says of a file, which is posted. */
    private JsonNode posted(String name, byte[] content) {
        Http ann = guest("Ann");
        Answer answer = ann.bring("lobby", name, content);
        assertEquals(200, answer.status(), answer::toString);
        assertEquals(200, ann.publish("lobby", "", answer.result().path("id").asText()).status());
        return answer.result();
    }

    private static JsonNode newestOf(Http who, String channel, Answer posted) {
        assertEquals(200, posted.status(), posted::toString);
        String since = "{\"epoch\":" + posted.result().path("epoch") + ",\"offset\":" + (posted.result().path("offset").asLong() - 1) + "}";
        return who.api("history", "{\"channel\":\"" + channel + "\",\"limit\":1,\"since\":" + since + "}").result().at("/publications/0");
    }

    private void assertPart(String path, String range, String expected, byte[] content) {
        Answer part = web().with("Range", range).get(path);
        assertEquals(206, part.status(), part::toString);
        assertEquals(Optional.of(expected), part.header("Content-Range"));
        assertArrayEquals(content, part.body());
    }

    private static boolean isRed(int point) {
        return (point >> 16 & 255) > (point & 255);
    }
}
