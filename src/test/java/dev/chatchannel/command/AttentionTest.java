package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far people have read, and how they want to have their channels. */
@Timeout(60)
class AttentionTest extends OpenCommands {
    @Test
    void a_mark_only_moves_forward_unless_it_is_meant_to_go_back() {
        String plans = threeMessages();
        assertEquals(3, mark(ANN, plans, 3));
        assertEquals(3, mark(ANN, plans, 2));
        assertEquals(1, done(ANN, "channel.mark", in(plans, "'offset':1", "'back':true")).path("offset").asLong());
        assertEquals(2, mark(ANN, plans, 2));
    }

    @Test
    void a_mark_goes_no_further_than_the_channel() {
        String plans = threeMessages();
        assertEquals(4, mark(ANN, plans, 9_007_199_254_740_992L));
        say(BEN, plans, "five");
        assertEquals(1, listed(ANN, plans).path("unread").asInt());
    }

    @Test
    void what_others_said_behind_the_mark_is_unread() {
        String plans = threeMessages();
        mark(ANN, plans, 2);
        say(ANN, plans, "mine");
        done(BEN, "reaction.add", in(plans, "'offset':2", "'reaction':'ok'"));
        done(BEN, "message.delete", in(plans, "'offset':4"));
        JsonNode channel = listed(ANN, plans);
        assertEquals(2, channel.path("mark").asInt());
        assertEquals(1, channel.path("unread").asInt(), channel::toString);
        assertEquals(0, channel.path("mentions").asInt());
    }

    @Test
    void who_never_marked_is_told_of_no_unread() {
        JsonNode channel = listed(ANN, threeMessages());
        assertFalse(channel.has("mark") || channel.has("unread") || channel.has("mentions"), channel::toString);
    }

    @Test
    void mentions_are_counted_by_the_words_as_they_stand_now() {
        String plans = threeMessages();
        mark(ANN, plans, 4);
        say(BEN, plans, "@ann come");
        say(BEN, plans, "you @all");
        say(BEN, plans, "anna@annex");
        say(BEN, plans, "later");
        done(BEN, "message.edit", in(plans, "'offset':8", "'text':'now, @Ann'"));
        done(BEN, "message.edit", in(plans, "'offset':5", "'text':'nobody'"));
        JsonNode channel = listed(ANN, plans);
        assertEquals(4, channel.path("unread").asInt());
        assertEquals(2, channel.path("mentions").asInt());
    }

    @Test
    void unread_is_counted_to_a_hundred() {
        String plans = privateChannel(BEN);
        mark(ANN, plans, 1);
        for (int i = 0; i < 101; i++) say(BEN, plans, "n");
        assertEquals(100, listed(ANN, plans).path("unread").asInt());
    }

    @Test
    void a_channel_notifies_as_is_usual_until_one_says_otherwise() {
        String plans = privateChannel(BEN);
        String two = done(ANN, "channel.direct", "{'accounts':['" + BEN.account().id() + "']}").path("name").asText();
        assertEquals("mentions", listed(ANN, plans).path("notify").asText());
        assertEquals("all", listed(ANN, two).path("notify").asText());
        JsonNode now = done(ANN, "channel.prefer", in(two, "'notify':'none'"));
        assertEquals("none", now.path("notify").asText());
        assertFalse(now.path("favourite").asBoolean());
        assertTrue(done(ANN, "channel.prefer", in(two, "'favourite':true")).path("favourite").asBoolean());
        assertEquals("none", listed(ANN, two).path("notify").asText());
        assertTrue(listed(ANN, two).path("favourite").asBoolean());
        assertEquals("all", listed(BEN, two).path("notify").asText());
    }

    @Test
    void nonsense_is_refused() {
        String plans = privateChannel();
        assertEquals(Refusal.BAD_REQUEST, badly("channel.mark", in(plans, "'offset':-1")));
        assertEquals(Refusal.BAD_REQUEST, badly("channel.mark", in(plans)));
        assertEquals(Refusal.BAD_REQUEST, badly("channel.prefer", in(plans)));
        assertEquals(Refusal.BAD_REQUEST, badly("channel.prefer", in(plans, "'notify':'loud'")));
    }

    @Test
    void who_leaves_or_is_put_out_begins_anew() {
        String plans = threeMessages();
        mark(BEN, plans, 2);
        done(BEN, "channel.prefer", in(plans, "'favourite':true"));
        done(ANN, "channel.remove", about(plans, BEN));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(BEN, "channel.mark", in(plans, "'offset':1")));
        done(ANN, "channel.invite", about(plans, BEN));
        JsonNode channel = listed(BEN, plans);
        assertFalse(channel.has("mark"), channel::toString);
        assertFalse(channel.path("favourite").asBoolean());
    }

    @Test
    void nobody_sees_how_far_another_has_read() {
        String plans = threeMessages();
        mark(BEN, plans, 3);
        assertFalse(listed(ANN, plans).has("mark"));
    }

    @Test
    void a_public_channel_is_marked_without_being_a_member() {
        say(BEN, "lobby", "one");
        mark(ANN, "lobby", 1);
        say(BEN, "lobby", "two @Ann");
        JsonNode lobby = done(ANN, "channel.browse", "{'prefix':'lobby'}").at("/channels/0");
        assertEquals(1, lobby.path("unread").asInt(), lobby::toString);
        assertEquals(1, lobby.path("mentions").asInt());
    }

    @Test
    void a_guest_keeps_no_marks_here() {
        assertEquals(Refusal.NOT_ALLOWED, refusal(GUS, "channel.mark", in("lobby", "'offset':0")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(GUS, "channel.prefer", in("lobby", "'favourite':true")));
    }

    @Test
    void with_a_channel_its_marks_go() {
        String plans = threeMessages();
        mark(ANN, plans, 2);
        done(ANN, "channel.delete", in(plans, "'name':'" + plans + "'"));
        assertEquals(0, done(ANN, "channel.list", "{}").path("channels").size());
    }

    /** Ben was invited by the first event, and then spoke. */
    private String threeMessages() {
        String plans = privateChannel(BEN);
        for (String word : new String[] {"two", "three", "four"}) say(BEN, plans, word);
        return plans;
    }

    private long mark(Caller who, String channel, long offset) {
        return done(who, "channel.mark", in(channel, "'offset':" + offset)).path("offset").asLong();
    }

    private JsonNode listed(Caller who, String channel) {
        for (JsonNode one : done(who, "channel.list", "{}").path("channels")) if (one.path("name").asText().equals(channel)) return one;
        throw new AssertionError(who.getName() + " has no " + channel);
    }

    /** The fields are read before there is an answer that could fail. */
    private Refusal badly(String method, String params) {
        try {
            runner.run(ANN, method, fields(params)).toCompletableFuture().join();
        } catch (Refused refused) {
            return refused.refusal();
        } catch (CompletionException failed) {
            return ((Refused) failed.getCause()).refusal();
        }
        throw new AssertionError(method + " was done");
    }
}
