package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server goes and comes back on the same home and port: nothing that was seen is lost, nothing comes twice. */
class RestartIT {
    @RegisterExtension
    final Stage stage = new Stage();

    /** One server for both ends, as each start takes seconds. */
    @Test
    void a_restart_and_a_power_cut_lose_nothing_and_repeat_nothing() {
        ChatServer server = stage.ownServer(Map.of());
        Person ann = stage.personNamed("Ann").forgivingTheNetwork().enters();
        Person bob = stage.personNamed("Bob").forgivingTheNetwork().enters();

        List<String> first = goesOnAfter("the restart", server::stop, "restarting", ann, bob);
        List<String> second = goesOnAfter("the power cut", server::kill, "reconnecting", ann, bob);

        List<String> all = Stream.concat(first.stream(), second.stream()).toList();
        ann.sees(all);
        bob.sees(all);
        assertEquals(all, server.stored());
    }

    private List<String> goesOnAfter(String event, Runnable end, String state, Person ann, Person bob) {
        List<String> talk = List.of("Before " + event, "Bob, before " + event, "Typed during " + event, "After " + event);
        ann.says(talk.get(0)).sees(talk.subList(0, 1));
        bob.sees(talk.subList(0, 1)).says(talk.get(1));
        ann.sees(talk.subList(0, 2));

        end.run();
        ann.sees("connection", state).says(talk.get(2));
        assertThat(ann.message(talk.get(2))).hasAttribute("data-state", "sending");
        ann.picture("server-" + state);
        stage.server().startAgain();

        ann.isOnline().sees(talk.subList(0, 3));
        bob.isOnline().sees(talk.subList(0, 3)).says(talk.get(3));
        ann.sees(talk);
        return talk;
    }
}
