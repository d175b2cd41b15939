package dev.chatchannel.channel;

import static dev.chatchannel.channel.MemoryHistory.LOBBY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Author;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Person;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Author ANN = new Author(AccountId.at(1), "Ann", AccountKind.GUEST);
    private static final Author BOB = new Author(AccountId.at(2), "Bob", AccountKind.GUEST);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void a_person_comes_once_and_goes_once_however_many_tabs() throws Exception {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofMillis(20));
        presence.arrive(LOBBY, new Person("a1", ANN), new Ear());
        presence.arrive(LOBBY, new Person("b1", BOB), new Ear());
        presence.arrive(LOBBY, new Person("b2", BOB), new Silent());
        presence.leave(LOBBY, new Person("b2", BOB));
        presence.leave(LOBBY, new Person("b1", BOB));
        assertEquals(List.of("+Ann", "+Bob", "+Bob", "-Bob"), List.of(next(), next(), next(), next())); // two ears heard Bob come
        assertEquals(List.of("a1"), presence.list(LOBBY).stream().map(Person::connection).toList());
    }

    @Test
    void who_comes_back_soon_never_went() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.arrive(LOBBY, new Person("a1", ANN), new Silent());
        presence.arrive(LOBBY, new Person("b1", BOB), new Silent());
        presence.leave(LOBBY, new Person("b1", BOB));
        assertEquals(2, presence.list(LOBBY).size());
        presence.arrive(LOBBY, new Person("a2", ANN), new Ear());
        presence.arrive(LOBBY, new Person("b2", BOB), new Silent());
        assertEquals(List.of(), List.copyOf(heard));
        assertEquals(3, presence.list(LOBBY).size());
    }

    @Test
    void who_comes_back_under_a_new_name_is_told_of_once() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        Author bobby = new Author(BOB.id(), "Bobby", AccountKind.GUEST);
        presence.arrive(LOBBY, new Person("a1", ANN), new Ear());
        presence.arrive(LOBBY, new Person("b1", BOB), new Silent());
        presence.leave(LOBBY, new Person("b1", BOB));
        presence.arrive(LOBBY, new Person("b2", bobby), new Silent());
        presence.arrive(LOBBY, new Person("b3", bobby), new Silent());
        assertEquals(List.of("+Ann", "+Bob", "+Bobby"), List.copyOf(heard));
    }

    @Test
    void leaving_twice_or_without_having_come_does_no_harm() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.leave(LOBBY, new Person("x", ANN));
        presence.arrive(LOBBY, new Person("a1", ANN), new Silent());
        presence.leave(LOBBY, new Person("a1", ANN));
        presence.leave(LOBBY, new Person("a1", ANN));
        assertEquals(1, presence.list(LOBBY).size());
    }

    @Test
    void typing_is_heard_by_the_others_and_in_no_tab_of_the_typer() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.arrive(LOBBY, new Person("a1", ANN), new Silent());
        presence.arrive(LOBBY, new Person("b1", BOB), new Ear());
        presence.arrive(LOBBY, new Person("a2", ANN), new Ear());
        heard.clear();
        presence.tellTyping(LOBBY, ANN);
        assertEquals(List.of("~Ann"), List.copyOf(heard));
        presence.tellTyping(LOBBY, new Author(AccountId.at(3), "Cem", AccountKind.GUEST));
        assertEquals(List.of("~Ann", "~Cem", "~Cem"), List.copyOf(heard), "from elsewhere, for both ears");
        presence.tellTyping(new ChannelName("empty"), ANN);
        assertEquals(3, heard.size());
    }

    @Test
    void in_a_crowd_nobody_is_told_of_typing() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.arrive(LOBBY, new Person("b", BOB), new Ear());
        for (int i = 1; i < 300; i++) presence.arrive(LOBBY, new Person("a" + i, ANN), new Silent());
        heard.clear();
        presence.tellTyping(LOBBY, ANN);
        assertEquals(1, heard.size());
        presence.arrive(LOBBY, new Person("a300", ANN), new Silent());
        presence.tellTyping(LOBBY, ANN);
        assertEquals(1, heard.size());
    }

    @Test
    void a_channel_without_people_leaves_the_memory() throws Exception {
        Presence presence = new Presence(timer, Runnable::run, Duration.ZERO);
        presence.arrive(LOBBY, new Person("a1", ANN), new Silent());
        presence.arrive(LOBBY, new Person("b1", BOB), new Silent());
        presence.leave(LOBBY, new Person("a1", ANN));
        presence.leave(LOBBY, new Person("b1", BOB));
        awaitAlarms();
        assertEquals(0, presence.size());
    }

    /** Guards against a person in a room that was given up at this moment: nobody would find or hear them. */
    @RepeatedTest(80)
    void however_coming_and_going_meet_who_has_come_is_there() throws Exception {
        Presence presence = new Presence(timer, delivery -> {}, Duration.ZERO);
        for (int i = 0; i < 500; i++) {
            presence.arrive(LOBBY, new Person("b" + i, BOB), new Silent());
            presence.leave(LOBBY, new Person("b" + i, BOB));
            presence.arrive(LOBBY, new Person("a" + i, ANN), new Silent());
            assertEquals(1, presence.list(LOBBY).stream().filter(person -> person.author().equals(ANN)).count());
            presence.leave(LOBBY, new Person("a" + i, ANN));
        }
        awaitAlarms();
        assertEquals(0, presence.size());
    }

    /** The timer has one thread: what was set before is done before. */
    private void awaitAlarms() throws Exception {
        timer.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
    }

    private String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private final class Ear implements Presence.Listener {
        @Override
        public void came(ChannelName channel, Person who) {
            heard.add("+" + who.author().name());
        }

        @Override
        public void went(ChannelName channel, Person who) {
            heard.add("-" + who.author().name());
        }

        @Override
        public void typing(ChannelName channel, Author who) {
            heard.add("~" + who.name());
        }
    }

    private static final class Silent implements Presence.Listener {
        @Override
        public void came(ChannelName channel, Person who) {}

        @Override
        public void went(ChannelName channel, Person who) {}

        @Override
        public void typing(ChannelName channel, Author who) {}
    }
}
