package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Scope;
import dev.chatchannel.protocol.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who finds what, by which words. */
@Timeout(60)
class SearchTest extends OpenCommands {
    private static final Caller NAMELESS = Caller.nameless(caller(12, "guest-7kq3f", AccountKind.GUEST).account(), "127.0.0.1");

    private String garden;
    private String plans;

    @BeforeEach
    void talk() {
        garden = done(ANN, "channel.create", "{'kind':'public','name':'garden','title':'Der Garten'}").path("name").asText();
        plans = privateChannel(BEN);
        say(ANN, "lobby", "the kettle is green");
        say(BEN, garden, "a green apple, see https://example.org/apple");
        say(ANN, plans, "green as a secret");
        say(GUS, "lobby", "我们的数据库很大");
    }

    @Test
    void everybody_finds_what_they_may_read_and_nothing_else_the_newest_first() {
        assertEquals(List.of("green as a secret", "a green apple, see https://example.org/apple", "the kettle is green"), found(BEN, "green"));
        assertEquals(List.of("a green apple, see https://example.org/apple", "the kettle is green"), found(CID, "green"));
        assertEquals(List.of("a green apple, see https://example.org/apple", "the kettle is green"), found(ADA, "green"));
        assertEquals(List.of("the kettle is green"), found(GUS, "green"));
        assertEquals(List.of("the kettle is green"), found(NAMELESS, "green"));
    }

    @Test
    void who_is_removed_finds_nothing_there_at_once_and_who_is_invited_finds_it_all() {
        done(ANN, "channel.remove", about(plans, BEN));
        assertEquals(List.of(), found(BEN, "secret"));
        assertEquals("unknown-channel", problem(BEN, "{'text':'secret','channel':'" + plans + "'}"));
        done(ANN, "channel.invite", about(plans, CID));
        assertEquals(List.of("green as a secret"), found(CID, "secret"));
    }

    @Test
    void who_is_banned_finds_nothing_there() {
        done(ANN, "channel.ban", about(garden, CID));
        assertEquals(List.of("the kettle is green"), found(CID, "green"));
    }

    @Test
    void a_hidden_channel_is_answered_as_one_that_there_is_not() {
        String hidden = search(CID, "{'text':'green','channel':'" + plans + "'}").toString();
        assertEquals(hidden, search(CID, "{'text':'green','channel':'p-nothing'}").toString().replace("p-nothing", plans));
        assertEquals("unknown-channel", problem(CID, "{'text':'in:Plans green'}"));
    }

    @Test
    void guests_find_in_a_public_channel_when_it_is_open_to_them() {
        done(ANN, "channel.open_to_guests", in(garden, "'open':true"));
        assertEquals(2, found(GUS, "green").size());
        done(ANN, "channel.open_to_guests", in(garden, "'open':false"));
        assertEquals(1, found(GUS, "green").size());
    }

    @Test
    void what_was_archived_is_found() {
        done(ANN, "channel.archive", in(garden));
        assertEquals(List.of("a green apple, see https://example.org/apple"), found(CID, "apple"));
    }

    @Test
    void what_was_edited_is_found_by_its_new_words_and_not_by_the_old() {
        assertEquals(1, found(ANN, "kettle").size());
        done(ANN, "message.edit", in("lobby", "'offset':1", "'text':'the teapot is https://green.example'"));
        assertEquals(List.of(), found(ANN, "kettle"));
        assertEquals(List.of("the teapot is https://green.example"), found(ANN, "teapot has:link"));
    }

    @Test
    void what_was_deleted_is_not_found() {
        assertEquals(1, found(ANN, "kettle").size());
        done(ANN, "message.delete", in("lobby", "'offset':1"));
        assertEquals(List.of(), found(ANN, "kettle"));
        assertEquals(List.of(), found(ANN, "in:lobby from:Ann"));
    }

    @Test
    void what_was_said_in_a_deleted_channel_is_not_found_in_another_of_its_name() {
        assertEquals(1, found(ANN, "apple").size());
        done(ANN, "channel.delete", in(garden, "'name':'garden'"));
        done(ANN, "channel.create", "{'kind':'public','name':'garden'}");
        assertEquals(List.of(), found(ANN, "apple"));
    }

    @Test
    void words_are_all_wanted_and_the_last_is_found_by_its_beginning() {
        assertEquals(List.of("the kettle is green"), found(ANN, "green kett"));
        assertEquals(List.of(), found(ANN, "kett green"));
        assertEquals(List.of(), found(ANN, "green kett "));
        assertEquals(List.of(), found(ANN, "kettle apple"));
        assertEquals(List.of("the kettle is green"), found(ANN, "\"IS GRÉEN\""));
        assertEquals(List.of(), found(ANN, "\"green is\""));
    }

    @Test
    void chinese_is_found_inside_unspaced_text() {
        for (String part : List.of("数据", "数据库", "据库", "大", "我", "库很大", "“数据库”")) assertEquals(List.of("我们的数据库很大"), found(ANN, part), part);
        for (String other : List.of("库数", "们数", "小")) assertEquals(List.of(), found(ANN, other), other);
    }

    @Test
    void filters_narrow_what_is_found() {
        assertEquals(List.of("a green apple, see https://example.org/apple"), found(ANN, "from:Ben"));
        assertEquals(List.of("a green apple, see https://example.org/apple"), found(ANN, "green from:@ben in:#garden"));
        assertEquals(List.of("a green apple, see https://example.org/apple"), found(ANN, "green in:\"der garten\""));
        assertEquals(List.of("我们的数据库很大", "the kettle is green"), found(ANN, "in:lobby"));
        assertEquals(2, found(ANN, "green in:lobby in:garden").size());
        assertEquals(List.of("a green apple, see https://example.org/apple"), found(ANN, "has:link"));
        assertEquals(List.of(), found(ANN, "has:image"));
        assertEquals(List.of("green as a secret", "the kettle is green"), found(ANN, "from:me green"));
        assertEquals(List.of("green as a secret"), texts(search(ANN, "{'text':'green','channel':'" + plans + "'}")));
        assertEquals(List.of("我们的数据库很大"), texts(search(ANN, "{'from':'" + GUS.account().id() + "'}")));
        assertEquals(List.of("a green apple, see https://example.org/apple"), texts(search(ANN, "{'has':'link'}")));
    }

    @Test
    void days_begin_where_the_asker_lives() {
        clock.pass(Duration.ofDays(10)); // it is 16:00 on the 4th of December in UTC, and the 5th in Auckland
        say(ANN, "lobby", "later kettle");
        assertEquals(List.of("the kettle is green"), found(ANN, "kettle before:2025-12-01"));
        assertEquals(List.of("later kettle"), found(ANN, "kettle after:2025-12-01"));
        assertEquals(List.of("later kettle"), found(ANN, "kettle on:2025-12-04"));
        assertEquals(List.of("later kettle"), texts(search(ANN, "{'text':'kettle on:2025/12/05','zone':'Pacific/Auckland'}")));
        assertEquals(List.of(), found(ANN, "kettle after:2025-12-04"));
        assertEquals(List.of("later kettle"), texts(search(ANN, "{'text':'kettle','after':1764500000000}")));
        assertEquals(List.of("the kettle is green"), texts(search(ANN, "{'text':'kettle','before':1764500000000}")));
    }

    @Test
    void what_is_not_understood_is_said() {
        assertEquals("unknown-person", problem(ANN, "{'text':'green from:Nobody'}"));
        assertEquals("unknown-channel", problem(ANN, "{'text':'green in:nowhere'}"));
        assertEquals("no-date", problem(ANN, "{'text':'green before:2026-02-31'}"));
        assertEquals("no-date", problem(ANN, "{'text':'green before:+99999-01-01'}"));
        assertEquals("unknown-kind", problem(ANN, "{'text':'has:cake'}"));
        assertEquals("no-words", problem(ANN, "{'text':'?! ...'}"));
        assertEquals("no-words", problem(ANN, "{}"));
        assertEquals("no-words", problem(ANN, "{'before':1764500000000}"));
    }

    @Test
    void nothing_that_is_typed_is_syntax() {
        List<String> nasty = List.of(
                "NEAR(green, kettle)", "green* AND", "words:green", "-green", "^green", "green + kettle", "{marks} : x", "a OR b", "NOT", "(((", "green)", "*", "“", "\\", "null\u0000byte", "' or 1=1 --", "marks:c");
        for (String text : nasty) assertTrue(search(ANN, json(text)).has("indexed"), text);
        assertEquals(List.of(), found(ANN, "words:green"));
        for (int seed = 0; seed < 300; seed++) search(ANN, json(nasty.get(seed % nasty.size()) + " " + nasty.get(seed * 7 % nasty.size())));
    }

    @Test
    void too_much_is_refused() {
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", json("x".repeat(10_000))));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", json("a ".repeat(200))));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", "{'text':'green','limit':51}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", "{'text':'green','cursor':'-1'}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", "{'text':'green','cursor':'zzzzzzzzzzzzzzzzzz'}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", "{'text':'green','has':'cake'}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "search", "{'text':'green','zone':'Nowhere/Here'}"));
    }

    @Test
    void a_token_without_the_scope_to_read_finds_nothing() {
        Caller poster = new Caller(ANN.account(), ANN.token(), Set.of(Scope.POST), ANN.ends(), "127.0.0.1", ANN.account().id());
        assertEquals(Refusal.NOT_ALLOWED, refusal(poster, "search", json("green")));
    }

    @Test
    void pages_go_on_where_the_one_before_ended() {
        for (int i = 0; i < 25; i++) say(ANN, "lobby", "page " + i);
        indexed(ANN);
        List<String> all = new ArrayList<>();
        JsonNode page = search(ANN, "{'text':'page','limit':10}");
        for (; page.has("cursor"); page = search(ANN, "{'text':'page','limit':10,'cursor':'" + page.path("cursor").asText() + "'}")) all.addAll(texts(page));
        all.addAll(texts(page));
        assertEquals(25, all.size());
        assertEquals(25, Set.copyOf(all).size());
        assertEquals("page 24", all.get(0));
        assertFalse(page.has("cursor"));
    }

    @Test
    void many_messages_of_one_moment_are_all_found() {
        for (int i = 0; i < 30; i++) runner.run(ANN, "publish", fields("{'channel':'lobby','data':{'text':'moment'}}")).toCompletableFuture().join();
        indexed(ANN);
        assertEquals(30, texts(search(ANN, "{'text':'moment','limit':50}")).size());
    }

    @Test
    void more_channels_than_are_asked_one_by_one_are_searched_too() {
        for (int i = 0; i < 120; i++) done(ANN, "channel.create", "{'kind':'public','name':'room-" + i + "'}");
        say(ANN, "room-119", "a green room");
        assertEquals(4, found(ANN, "green").size());
        assertEquals(3, found(CID, "green").size());
        assertEquals(1, found(CID, "green in:room-119").size());
    }

    private List<String> found(Caller who, String text) {
        indexed(who);
        return texts(search(who, json(text)));
    }

    private void indexed(Caller who) {
        while (!search(who, "{}").path("indexed").asBoolean()) Thread.onSpinWait();
    }

    private String problem(Caller who, String params) {
        JsonNode answer = search(who, params);
        assertEquals(0, answer.path("results").size());
        return answer.at("/problem/reason").asText();
    }

    private JsonNode search(Caller who, String params) {
        return done(who, "search", params);
    }

    private static List<String> texts(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.path("results").forEach(one -> texts.add(one.at("/data/text").asText()));
        return texts;
    }

    private static String json(String text) {
        StringBuilder params = new StringBuilder("{'text':'");
        for (char letter : text.toCharArray()) params.append(letter == '"' || letter == '\'' || letter == '\\' || letter < ' ' ? "\\u%04x".formatted((int) letter) : String.valueOf(letter));
        return params.append("'}").toString();
    }
}
