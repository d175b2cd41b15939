package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.account.Account;
import dev.chatchannel.account.Holder;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Scope;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Making, finding, leading and ending channels, by name and JSON. */
@Timeout(60)
class ChannelCommandsTest extends OpenCommands {
    @Test
    void a_public_channel_is_found_and_joined_by_whoever_has_an_account_and_by_guests_when_it_is_open_to_them() {
        done(ANN, "channel.create", "{'kind':'public','name':'Garden','title':'The garden'}");
        say(BEN, "garden", "hi");
        done(BEN, "channel.join", in("garden"));
        assertEquals(List.of("garden", "lobby"), names(done(BEN, "channel.browse", "{}")));
        assertEquals(List.of("lobby"), names(done(GUS, "channel.browse", "{}")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(GUS, "history", in("garden")));
        done(ANN, "channel.open_to_guests", in("garden", "'open':true"));
        say(GUS, "garden", "me too");
        assertEquals(Refusal.NAME_TAKEN, refusal(BEN, "channel.create", "{'kind':'public','name':'garden'}"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(GUS, "channel.create", "{'kind':'public','name':'guests'}"));
    }

    @Test
    void a_channel_that_looks_like_another_is_not_made() {
        for (String twin : List.of("l\u043ebby", "L\u041eBBY", "lobb\u0443", "1obby", "\ua4e1obby", "\uff4cobby", "lobby\u02bc")) {
            assertEquals(Refusal.NAME_TAKEN, refusal(BEN, "channel.create", "{'kind':'public','name':'" + twin + "'}"), twin);
        }
        assertEquals(Refusal.NAME_REFUSED, refusal(BEN, "channel.create", "{'kind':'public','name':'l\u2c9fbby'}"), "we do not know what Coptic letters look like");
        for (String other : List.of("lobby-1", "hobby", "\u043b\u043e\u0431\u0431\u0438", "\u5927\u5385")) {
            done(BEN, "channel.create", "{'kind':'public','name':'" + other + "'}");
        }
        done(BEN, "channel.delete", in("hobby", "'name':'hobby'"));
        done(CID, "channel.create", "{'kind':'public','name':'h\u043ebby'}");
    }

    @Test
    void browsing_goes_by_prefix_and_page() {
        for (String name : List.of("tea-1", "tea-2", "tea-3", "wine")) done(ANN, "channel.create", "{'kind':'public','name':'" + name + "'}");
        assertEquals(List.of("tea-1", "tea-2"), names(done(BEN, "channel.browse", "{'prefix':'tea','limit':2}")));
        assertEquals(List.of("tea-3"), names(done(BEN, "channel.browse", "{'prefix':'tea','limit':2,'after':'tea-2'}")));
        assertEquals(List.of(), names(done(BEN, "channel.browse", "{'prefix':'t_a'}")), "a prefix is no pattern");
    }

    @Test
    void a_private_channel_is_its_members_and_to_others_it_does_not_exist() {
        String name = privateChannel(BEN);
        say(BEN, name, "psst");
        assertEquals(List.of(name), names(done(BEN, "channel.list", "{}")));
        assertEquals(List.of(), names(done(CID, "channel.list", "{}")));
        assertEquals(List.of("lobby"), names(done(CID, "channel.browse", "{}")));
        String nowhere = name.substring(0, name.length() - 4) + "zzzz";
        for (String method : List.of("history", "presence", "presence_stats", "typing", "channel.members", "channel.join", "channel.leave", "channel.archive")) {
            for (Caller stranger : List.of(CID, ADA)) {
                assertEquals(sentence(refused(stranger, method, in(nowhere))), sentence(refused(stranger, method, in(name))), method);
            }
        }
    }

    @Test
    void a_member_invites_and_who_has_no_account_is_not_invited() {
        String name = privateChannel(BEN);
        done(BEN, "channel.invite", about(name, CID));
        say(CID, name, "thanks");
        assertEquals(Refusal.NOT_FOUND, refusal(BEN, "channel.invite", about(name, GUS)));
        assertEquals(Refusal.NOTHING_CHANGED, refusal(BEN, "channel.invite", about(name, CID)));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.invite", about("lobby", CID)), "whoever wants to, joins");
    }

    @Test
    void the_same_people_have_the_same_direct_channel_also_when_all_ask_at_once() {
        String two = direct(ANN, BEN);
        assertEquals(two, direct(BEN, ANN));
        assertNotEquals(two, direct(ANN, BEN, CID));
        say(BEN, two, "hi");
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(CID, "history", in(two)));
        Set<String> made = new TreeSet<>();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Caller asker = i % 2 == 0 ? CID : DEE;
            Caller other = i % 2 == 0 ? DEE : CID;
            all.add(CompletableFuture.supplyAsync(() -> direct(asker, other)));
        }
        all.forEach(one -> made.add(one.join()));
        assertEquals(1, made.size());
    }

    @Test
    void nobody_is_brought_to_a_direct_channel_or_leaves_it() {
        String two = direct(ANN, BEN);
        assertEquals(Refusal.NOT_ALLOWED, refusal(ANN, "channel.invite", about(two, CID)));
        assertEquals(Refusal.NOT_ALLOWED, refusal(ANN, "channel.leave", in(two)));
        assertEquals(Refusal.NOT_ALLOWED, refusal(ANN, "channel.remove", about(two, BEN)));
        assertEquals(Refusal.NOT_FOUND, refusal(ANN, "channel.direct", "{'accounts':['" + GUS.account().id() + "']}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "channel.direct", "{'accounts':['" + ANN.account().id() + "']}"));
    }

    @Test
    void who_was_removed_may_not_read_on_in_any_way() {
        String name = privateChannel(BEN);
        say(BEN, name, "before");
        done(BEN, "history", in(name, "'limit':10"));
        done(ANN, "channel.remove", about(name, BEN));
        say(ANN, name, "after");
        for (String method : List.of("history", "presence", "typing", "channel.members", "channel.leave")) {
            assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(BEN, method, in(name)), method);
        }
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(BEN, "message.delete", in(name, "'offset':2")));
        done(ANN, "channel.invite", about(name, BEN));
        say(BEN, name, "back");
    }

    @Test
    void moderators_lead_and_touch_nobody_who_stands_as_high() {
        String name = privateChannel(BEN, CID, DEE);
        done(ANN, "channel.set_role", about(name, BEN, "'role':'moderator'"));
        done(ANN, "channel.set_role", about(name, CID, "'role':'moderator'"));
        for (String method : List.of("channel.remove", "channel.ban")) {
            assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, method, about(name, ANN)), method);
            assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, method, about(name, CID)), method);
            assertEquals(Refusal.NOT_ALLOWED, refusal(DEE, method, about(name, BEN)), method);
        }
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.mute", about(name, ANN, "'seconds':86400")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.set_role", about(name, DEE, "'role':'owner'")), "above their own");
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.set_role", about(name, CID, "'role':'member'")));
        done(BEN, "channel.set_role", about(name, DEE, "'role':'read_only'"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(DEE, "publish", in(name, "'data':{'text':'hi'}")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(ANN, "channel.set_role", about(name, ANN, "'role':'member'")), "the last owner");
        done(BEN, "channel.set_role", about(name, BEN, "'role':'member'"));
    }

    @Test
    void the_last_owner_leaves_the_channel_to_the_oldest_moderator_and_the_last_member_ends_it() {
        String name = privateChannel(BEN, CID);
        done(ANN, "channel.set_role", about(name, CID, "'role':'moderator'"));
        done(ANN, "channel.leave", in(name));
        JsonNode left = done(CID, "history", in(name, "'limit':1", "'reverse':true")).at("/publications/0/data");
        assertEquals("leave", left.path("kind").asText());
        assertEquals("Cid", left.at("/owner/name").asText());
        assertEquals("owner", done(CID, "channel.list", "{}").at("/channels/0/role").asText());
        done(CID, "channel.leave", in(name));
        assertEquals("owner", done(BEN, "channel.list", "{}").at("/channels/0/role").asText(), "where there is no moderator, a member");
        done(BEN, "channel.leave", in(name));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(BEN, "history", in(name)));
    }

    /** Guards against a channel without an owner: each of them sees another one. */
    @Test
    void when_all_owners_leave_at_once_somebody_is_the_owner() {
        String name = privateChannel(BEN, CID, DEE);
        done(ANN, "channel.set_role", about(name, BEN, "'role':'owner'"));
        done(ANN, "channel.set_role", about(name, CID, "'role':'owner'"));
        List<CompletableFuture<JsonNode>> leaving = List.of(ANN, BEN, CID).stream()
                .map(owner -> CompletableFuture.supplyAsync(() -> done(owner, "channel.leave", in(name)))).toList();
        leaving.forEach(CompletableFuture::join);
        assertEquals("owner", done(DEE, "channel.list", "{}").at("/channels/0/role").asText());
    }

    @Test
    void a_muted_member_reads_and_speaks_again_when_the_time_is_over() {
        String name = privateChannel(BEN);
        done(ANN, "channel.mute", about(name, BEN, "'seconds':60"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "publish", in(name, "'data':{'text':'hm'}")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "typing", in(name)));
        done(BEN, "history", in(name, "'limit':10"));
        assertTrue(done(BEN, "channel.members", in(name)).toString().contains("muted_until"));
        clock.pass(Duration.ofSeconds(60));
        say(BEN, name, "at last");
    }

    @Test
    void who_is_banned_is_listed_for_those_who_moderate_until_they_are_let_back() {
        String name = privateChannel(BEN, CID);
        for (Caller one : List.of(CID, DEE)) done(ANN, "channel.ban", about(name, one));
        assertEquals(List.of("Cid", "Dee"), banned(done(ANN, "channel.banned", in(name))));
        JsonNode first = done(ANN, "channel.banned", in(name, "'limit':1"));
        assertEquals(1, banned(first).size());
        JsonNode rest = done(ANN, "channel.banned", in(name, "'after':'" + first.at("/accounts/0/id").asText() + "'"));
        assertEquals(List.of("Cid", "Dee"), Stream.concat(banned(first).stream(), banned(rest).stream()).sorted().toList());
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.banned", in(name)));
        assertEquals(refusal(CID, "history", in(name)), refusal(CID, "channel.banned", in(name)));
        done(ANN, "channel.unban", about(name, CID));
        assertEquals(List.of("Dee"), banned(done(ANN, "channel.banned", in(name))));
        assertEquals(List.of(), banned(done(ANN, "channel.banned", in(privateChannel()))), "in another channel");
    }

    @Test
    void a_list_tells_how_slow_a_channel_is() {
        String name = privateChannel(BEN);
        assertEquals(0, done(BEN, "channel.list", "{}").at("/channels/0/slow").asInt());
        done(ANN, "channel.slow_mode", in(name, "'seconds':30"));
        assertEquals(30, done(BEN, "channel.list", "{}").at("/channels/0/slow").asInt());
    }

    @Test
    void a_banned_account_neither_reads_nor_joins_until_it_is_let_back() {
        say(BEN, "lobby", "hi");
        done(BEN, "channel.join", in("lobby"));
        done(ADA, "channel.ban", about("lobby", BEN));
        for (String method : List.of("history", "channel.join", "channel.members")) assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, method, in("lobby")), method);
        assertEquals(List.of(), names(done(BEN, "channel.browse", "{}")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(ADA, "channel.ban", about("lobby", ADA)), "administrators are not banned");
        done(ADA, "channel.unban", about("lobby", BEN));
        done(BEN, "channel.join", in("lobby"));
    }

    @Test
    void who_is_banned_from_a_private_channel_cannot_be_invited() {
        String name = privateChannel(BEN, CID);
        done(ANN, "channel.ban", about(name, BEN));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(BEN, "history", in(name)));
        assertEquals(Refusal.NOT_ALLOWED, refusal(CID, "channel.invite", about(name, BEN)));
        done(ANN, "channel.unban", about(name, BEN));
        done(CID, "channel.invite", about(name, BEN));
    }

    @Test
    void in_slow_mode_each_waits_but_moderators_and_a_retry_gets_the_first_answer() {
        done(ADA, "channel.slow_mode", in("lobby", "'seconds':30"));
        String post = in("lobby", "'data':{'text':'one','client_id':'c-1'}");
        long first = done(BEN, "publish", post).path("offset").asLong();
        Refused early = refused(BEN, "publish", in("lobby", "'data':{'text':'two'}"));
        assertEquals(Refusal.RATE_LIMITED, early.refusal());
        assertEquals(30, early.retrySeconds());
        assertEquals(first, done(BEN, "publish", post).path("offset").asLong());
        say(CID, "lobby", "others are not held up");
        say(ADA, "lobby", "one");
        say(ADA, "lobby", "two");
        clock.pass(Duration.ofSeconds(30));
        say(BEN, "lobby", "two");
    }

    @Test
    void an_archived_channel_can_be_read_and_nothing_else_until_it_is_opened_again() {
        String name = privateChannel(BEN);
        say(BEN, name, "last words");
        done(ANN, "channel.archive", in(name));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "publish", in(name, "'data':{'text':'hm'}")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(ANN, "message.delete", in(name, "'offset':2")));
        done(BEN, "history", in(name, "'limit':10"));
        done(ANN, "channel.unarchive", in(name));
        say(BEN, name, "again");
    }

    @Test
    void a_deleted_channel_is_gone_and_one_of_the_same_name_has_another_epoch() {
        done(ANN, "channel.create", "{'kind':'public','name':'garden'}");
        say(ANN, "garden", "secret words");
        String epoch = done(ANN, "history", in("garden")).path("epoch").asText();
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "channel.delete", in("garden", "'name':'lobby'")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.delete", in("garden", "'name':'garden'")));
        done(ANN, "channel.delete", in("garden", "'name':'garden'"));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(ANN, "history", in("garden")));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(ANN, "publish", in("garden", "'data':{'text':'hm'}")));
        done(BEN, "channel.create", "{'kind':'public','name':'garden'}");
        JsonNode history = done(ANN, "history", in("garden", "'limit':10"));
        assertEquals(0, history.path("publications").size());
        assertNotEquals(epoch, history.path("epoch").asText());
    }

    @Test
    void moderators_delete_what_others_said_and_administrators_not_in_private() {
        String name = privateChannel(BEN, CID);
        say(CID, name, "bad words");
        String last = in(name, "'offset':" + done(CID, "history", in(name)).path("offset").asLong());
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "message.delete", last));
        assertEquals(Refusal.UNKNOWN_CHANNEL, refusal(ADA, "message.delete", last));
        done(ANN, "message.delete", last);
        say(CID, "lobby", "bad words");
        done(ADA, "message.delete", in("lobby", "'offset':1"));
    }

    @Test
    void an_administrator_who_is_in_a_private_channel_is_there_what_the_channel_says() {
        String name = privateChannel(ADA);
        say(ADA, name, "hi");
        assertEquals(Refusal.NOT_ALLOWED, refusal(ADA, "channel.rename", in(name, "'title':'Mine'")));
    }

    @Test
    void a_title_and_a_topic_are_the_moderators() {
        String name = privateChannel(BEN);
        done(ANN, "channel.rename", in(name, "'title':'New plans'"));
        done(ANN, "topic.set", in(name, "'topic':'tea'"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.rename", in(name, "'title':'x'")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "topic.set", in(name, "'topic':'x'")));
        JsonNode listed = done(BEN, "channel.list", "{}").at("/channels/0");
        assertEquals("New plans tea private member 2", "%s %s %s %s %s".formatted(listed.path("title").asText(), listed.path("topic").asText(),
                listed.path("kind").asText(), listed.path("role").asText(), listed.path("members").asText()));
    }

    @Test
    void what_was_said_too_long_ago_stays_as_it_is_but_for_moderators() {
        String name = privateChannel(BEN);
        say(BEN, name, "hm");
        String last = "'offset':" + done(BEN, "history", in(name)).path("offset").asLong();
        done(ADA, "place.set", "{'edit_seconds':60}");
        done(BEN, "message.edit", in(name, last, "'text':'hmm'"));
        clock.pass(Duration.ofSeconds(61));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "message.edit", in(name, last, "'text':'hmmm'")));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "message.delete", in(name, last)));
        done(ANN, "message.delete", in(name, last));
    }

    @Test
    void what_moderators_did_to_others_stands_in_the_audit_and_outlives_the_channel() {
        done(ANN, "channel.create", "{'kind':'public','name':'garden'}");
        for (Caller one : List.of(BEN, CID)) done(one, "channel.join", in("garden"));
        say(CID, "garden", "bad words");
        String message = "'offset':" + done(CID, "history", in("garden")).path("offset").asText();
        done(ANN, "channel.set_role", about("garden", BEN, "'role':'moderator'"));
        done(BEN, "message.delete", in("garden", message));
        done(BEN, "channel.mute", about("garden", CID, "'seconds':86400"));
        String until = done(BEN, "channel.members", in("garden")).findValue("muted_until").asText();
        done(BEN, "channel.remove", about("garden", CID));
        done(BEN, "channel.ban", about("garden", CID));
        assertEquals(Refusal.NOTHING_CHANGED, refusal(BEN, "channel.ban", about("garden", CID)));
        done(BEN, "channel.unban", about("garden", CID));
        done(BEN, "channel.slow_mode", in("garden", "'seconds':5"));
        done(ANN, "channel.open_to_guests", in("garden", "'open':true"));
        done(ANN, "channel.archive", in("garden"));
        done(ADA, "channel.delete", in("garden", "'name':'garden'"));
        String cid = CID.account().id().value();
        assertEquals(
                List.of(
                        "Ann channel.set_role garden " + BEN.account().id() + " moderator", "Ben message.delete garden " + cid + " " + message.substring(9),
                        "Ben channel.mute garden " + cid + " " + until, "Ben channel.remove garden " + cid, "Ben channel.ban garden " + cid,
                        "Ben channel.unban garden " + cid, "Ben channel.slow_mode garden 5", "Ann channel.open_to_guests garden true",
                        "Ann channel.archive garden", "Ada channel.delete garden"),
                deeds());
    }

    @Test
    void of_private_talk_the_audit_says_only_that_there_was_a_deed() {
        String name = privateChannel(BEN, CID);
        say(BEN, name, "secret words");
        done(ANN, "message.delete", in(name, "'offset':" + done(BEN, "history", in(name)).path("offset").asText()));
        done(ANN, "channel.ban", about(name, CID));
        done(ANN, "channel.delete", in(name, "'name':'" + name + "'"));
        assertEquals(List.of("Ann message.delete private", "Ann channel.ban private", "Ann channel.delete private"), deeds());
        String all = done(ADA, "audit.list", "{}").toString();
        for (String secret : List.of(name, "Plans", CID.account().id().value(), BEN.account().id().value())) assertFalse(all.contains(secret), secret);
    }

    @Test
    void what_people_do_to_themselves_is_no_deed_and_a_retry_is_none_either() {
        done(ANN, "channel.create", "{'kind':'public','name':'garden'}");
        done(BEN, "channel.join", in("garden"));
        done(ANN, "channel.set_role", about("garden", BEN, "'role':'owner'", "'client_id':'c-1'"));
        done(ANN, "channel.set_role", about("garden", BEN, "'role':'owner'", "'client_id':'c-1'"));
        say(BEN, "garden", "hm");
        done(BEN, "message.delete", in("garden", "'offset':" + done(BEN, "history", in("garden")).path("offset").asText()));
        done(BEN, "channel.set_role", about("garden", BEN, "'role':'member'"));
        done(BEN, "channel.leave", in("garden"));
        String mine = privateChannel();
        done(ANN, "channel.leave", in(mine));
        assertEquals(List.of("Ann channel.set_role garden " + BEN.account().id() + " owner"), deeds());
    }

    @Test
    void names_like_those_we_make_are_refused() {
        assertEquals(Refusal.NAME_REFUSED, refusal(ANN, "channel.create", "{'kind':'public','name':'" + privateChannel() + "'}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "channel.create", "{'kind':'direct'}"));
        assertEquals(Refusal.BAD_REQUEST, refusal(ANN, "channel.create", "{'kind':'public'}"));
    }

    @Test
    void everything_is_known_again_after_the_log_was_forgotten() {
        String name = privateChannel(BEN, CID);
        done(ANN, "channel.set_role", about(name, BEN, "'role':'moderator'"));
        done(ANN, "channel.ban", about(name, CID));
        done(ANN, "channel.mute", about(name, DEE, "'seconds':86400"));
        journal.close();
        database.close();
        open();
        done(BEN, "topic.set", in(name, "'topic':'tea'"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "channel.invite", about(name, CID)));
        done(BEN, "channel.invite", about(name, DEE));
        assertEquals(Refusal.NOT_ALLOWED, refusal(DEE, "publish", in(name, "'data':{'text':'hm'}")));
        assertFalse(done(BEN, "channel.members", in(name)).toString().contains("Cid"));
    }

    @Test
    void who_may_only_read_gains_nothing_by_leaving_and_coming_back() {
        done(ANN, "channel.create", "{'kind':'public','name':'garden'}");
        done(BEN, "channel.join", in("garden"));
        say(BEN, "garden", "hi");
        done(ANN, "channel.set_role", about("garden", BEN, "'role':'read_only'"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "publish", in("garden", "'data':{'text':'hm'}")));
        done(BEN, "channel.leave", in("garden"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "publish", in("garden", "'data':{'text':'hm'}")));
        journal.close();
        database.close();
        open();
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "publish", in("garden", "'data':{'text':'hm'}")));
        done(BEN, "channel.join", in("garden"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(BEN, "publish", in("garden", "'data':{'text':'hm'}")));
        assertTrue(done(ANN, "channel.members", in("garden")).toString().contains("read_only"));
        done(ANN, "channel.set_role", about("garden", BEN, "'role':'member'"));
        say(BEN, "garden", "thanks");
        done(BEN, "channel.leave", in("garden"));
        say(BEN, "garden", "who was given another role may speak again, member or not");
    }

    @Test
    void in_slow_mode_one_needs_a_name_of_ones_own() {
        Caller nameless = Caller.nameless(new Account(AccountId.at(9), AccountKind.GUEST, "guest-7kq3f"), "127.0.0.1");
        say(nameless, "lobby", "hi");
        done(ADA, "channel.slow_mode", in("lobby", "'seconds':5"));
        assertEquals(Refusal.NOT_ALLOWED, refusal(nameless, "publish", in("lobby", "'data':{'text':'hi'}")));
        say(GUS, "lobby", "hi");
        assertEquals(Refusal.RATE_LIMITED, refusal(GUS, "publish", in("lobby", "'data':{'text':'hi'}")));
    }

    @Test
    void a_token_that_is_not_good_for_reading_lists_no_channels() {
        String name = privateChannel(BEN);
        Account ben = BEN.account();
        Caller reads = Caller.known(new Holder(ben, Set.of(Scope.READ)), new TokenHash("reads"), "127.0.0.1");
        Caller posts = Caller.known(new Holder(ben, Set.of(Scope.POST)), new TokenHash("posts"), "127.0.0.1");
        assertEquals(List.of(name), names(done(reads, "channel.list", "{}")));
        for (String method : List.of("channel.list", "channel.browse")) assertEquals(Refusal.NOT_ALLOWED, refusal(posts, method, "{}"));
    }

    @Test
    void titles_and_topics_that_somebody_set_stand_in_the_audit() {
        done(ANN, "channel.create", "{'kind':'public','name':'garden'}");
        done(ANN, "channel.rename", in("garden", "'title':'The garden'"));
        done(ADA, "topic.set", in("garden", "'topic':'tea'"));
        assertEquals(List.of("Ann channel.rename garden The garden", "Ada topic.set garden tea"), deeds());
    }

    /** The oldest first, in words. The clock goes on with each deed, so that their order is certain. */
    private List<String> deeds() {
        List<String> deeds = new ArrayList<>();
        for (JsonNode deed : done(ADA, "audit.list", "{}").path("deeds")) {
            deeds.add(0, String.join(" ", List.of(deed.path("name").asText(), deed.path("action").asText(), deed.path("channel").asText(), deed.path("private").asBoolean() ? "private" : "",
                    deed.path("target").asText(), deed.path("detail").asText())).replaceAll(" +", " ").strip());
        }
        return deeds;
    }

    private String direct(Caller asker, Caller... others) {
        List<String> ids = List.of(others).stream().map(other -> "'" + other.account().id() + "'").toList();
        return done(asker, "channel.direct", "{'accounts':[" + String.join(",", ids) + "]}").path("name").asText();
    }

    private static String sentence(Refused refused) {
        return Json.refused(refused);
    }

    private static List<String> banned(JsonNode list) {
        return list.path("accounts").findValuesAsText("name").stream().sorted().toList();
    }

    private static List<String> names(JsonNode list) {
        return list.path("channels").findValuesAsText("name");
    }
}
