package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is let in, who is shown out, and who may come back. */
class DoorIT {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void a_server_without_guests_says_so() {
        stage.ownServer(Map.of("guests", "false"));
        Person ann = stage.personNamed("Ann").forgiving("status of 403").opens();
        assertThat(ann.at("barred")).hasText("Guests are not let in here.");
        assertThat(ann.at("arriving")).hasCount(0);
        ann.picture("guests-are-off");
    }

    @Test
    void a_guest_whose_address_is_banned_is_told_why_and_until_when() {
        ChatServer server = stage.ownServer(Map.of());
        Person ann = stage.personNamed("Ann").forgiving("status of 403").enters();
        Person lin = stage.personNamed("小雨").locale("zh-CN").viewport(360, 740);
        long end = server.bansGuests("127.0.0.1", 3_600);
        assertThat(ann.at("barred")).hasText("Guests are not let in from your address until " + told(ann, end) + ". Sign in with an account.");
        ann.picture("address-banned");
        assertThat(lin.opens().at("barred")).hasText(told(lin, end) + " 以前，你所在的地址不接待访客，请用帐号登录。");
        lin.picture("address-banned-zh-CN");
        assertThat(lin.at("account-password")).isVisible();
    }

    @Test
    void who_was_shown_out_does_not_come_back_unasked() {
        AtomicInteger sockets = new AtomicInteger();
        Person ann = stage.person("Ann").prepare();
        ann.page().onWebSocket(socket -> sockets.incrementAndGet());
        ann.page().clock().install();
        ann.enters();

        stage.server().close(ann.account(), 4500, "go home");
        ann.sees("connection", "refused");
        assertThat(ann.at("connection")).containsText("go home");
        ann.picture("shown-out");
        ann.page().clock().runFor("10:00");
        ann.sees("connection", "refused");
        assertEquals(1, sockets.get());

        ann.at("reconnect").click();
        ann.isOnline().says("Back, as I asked to be").sees("Back, as I asked to be");
    }

    @Test
    void who_was_sent_away_for_a_moment_comes_back_unasked() {
        Person ann = stage.person("Ann").enters();
        AtomicInteger sockets = new AtomicInteger();
        ann.page().onWebSocket(socket -> sockets.incrementAndGet());

        stage.server().close(ann.account(), 4123, "one moment");
        ann.await(() -> sockets.get() > 0, () -> "No new connection");
        ann.isOnline().says("Back, unasked").sees("Back, unasked");
        assertEquals(1, sockets.get());
    }

    /** A time as their browser tells it. */
    private static String told(Person person, long time) {
        return (String) person.page().evaluate("(time) => new Intl.DateTimeFormat(navigator.language, { dateStyle: 'full', timeStyle: 'short' }).format(time)", (double) time);
    }
}
