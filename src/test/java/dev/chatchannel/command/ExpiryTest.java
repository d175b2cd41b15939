package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.LinkEnded;
import dev.chatchannel.account.Password;
import dev.chatchannel.account.Token;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.storage.JdbcAccounts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links and tokens end when they were said to, by a clock that the test moves. */
@Timeout(60)
class ExpiryTest extends OpenCommands {
    private static final Password PASSWORD = Password.claimed("a boat in the rain").orElseThrow();
    private static final Duration MOMENT = Duration.ofMillis(10);

    @Test
    void an_invitation_counts_until_its_day() {
        Token link = link("invite.create", "{'uses':9,'days':3}");
        clock.pass(Duration.ofDays(3).minus(MOMENT));
        assertEquals(AccountKind.MEMBER, signUp(link, "Mia").kind());
        assertEquals(1, done(ADA, "invite.list", "{}").path("invites").size());
        clock.pass(MOMENT);
        assertThrows(LinkEnded.class, () -> signUp(link, "Max"));
        assertEquals(0, done(ADA, "invite.list", "{}").path("invites").size(), "it is not listed any more either");
    }

    @Test
    void a_link_for_a_new_password_counts_for_three_days() {
        Account mia = signUp(link("invite.create", "{}"), "Mia");
        String user = "{'user':'" + mia.id() + "'}";
        Token late = link("account.reset", user);
        clock.pass(Duration.ofDays(3));
        assertThrows(LinkEnded.class, () -> people.reset(late, PASSWORD));
        Token inTime = link("account.reset", user);
        clock.pass(Duration.ofDays(3).minus(MOMENT));
        assertEquals(mia.id(), people.reset(inTime, PASSWORD).id());
    }

    @Test
    void the_token_of_a_bot_counts_until_its_day_and_the_list_tells_when_it_was_used_last() {
        String bot = done(ADA, "bot.create", "{'name':'Builder'}").path("user").asText();
        String made = done(ADA, "token.create", "{'user':'" + bot + "','name':'CI','scopes':['post'],'days':2}").path("token").asText();
        done(ADA, "token.create", "{'user':'" + bot + "','name':'for ever','scopes':['post']}");
        JsonNode first = tokens(bot).get(0);
        assertEquals(first.path("created"), first.path("used"));
        clock.pass(Duration.ofHours(30));
        assertTrue(holds(made));
        long used = clock.millis();
        clock.pass(Duration.ofHours(17));
        JsonNode listed = tokens(bot);
        assertEquals(used, listed.at("/0/used").asLong(), listed::toString);
        assertTrue(listed.at("/1/used").asLong() < used, "the other one was not used");
        clock.pass(Duration.ofHours(1));
        assertTrue(!holds(made), "two days are over");
    }

    private JsonNode tokens(String bot) {
        return done(ADA, "token.list", "{'user':'" + bot + "'}").path("tokens");
    }

    private boolean holds(String token) {
        return new JdbcAccounts(database).holder(Token.parse(token).orElseThrow().hash(), clock.millis()).isPresent();
    }

    private Token link(String method, String params) {
        return Token.parse(done(ADA, method, params).path("code").asText()).orElseThrow();
    }

    private Account signUp(Token link, String name) {
        return people.signUp(link, DisplayName.of(name), PASSWORD, Optional.empty());
    }
}
