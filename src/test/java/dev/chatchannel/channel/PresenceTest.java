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
import java.util.concurrent.atomic.AtomicLong;
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

    @Test
    void who_is_here_by_two_nodes_comes_once_and_has_gone_when_both_say_so() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.arrive(LOBBY, new Person("a1", ANN), new Ear());
        presence.hearHere("x", LOBBY, List.of(new Person("b1", BOB)));
        presence.hearHere("y", LOBBY, List.of(new Person("b2", BOB)));
        presence.hearHere("x", LOBBY, List.of(new Person("b1", BOB)));
        presence.arrive(LOBBY, new Person("b3", BOB), new Silent());
        assertEquals(List.of("a1", "b3", "b1", "b2"), presence.list(LOBBY).stream().map(Person::connection).toList());
        presence.hearHere("x", LOBBY, List.of());
        presence.hearHere("y", LOBBY, List.of());
        assertEquals(List.of("+Ann", "+Bob"), List.copyOf(heard));
    }

    @Test
    void who_was_here_by_a_node_that_says_no_more_has_gone() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.arrive(LOBBY, new Person("a1", ANN), new Ear());
        presence.hearHere("x", LOBBY, List.of(new Person("b1", BOB)));
        presence.hearHere("x", LOBBY, List.of());
        assertEquals(List.of("+Ann", "+Bob", "-Bob"), List.copyOf(heard));
        assertEquals(1, presence.list(LOBBY).size());
    }

    /** As when it was killed: nobody says that its people have gone. */
    @Test
    void who_was_here_by_a_node_that_gives_no_sign_of_life_has_gone() {
        AtomicLong now = new AtomicLong();
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1), now::get);
        presence.arrive(LOBBY, new Person("a1", ANN), new Ear());
        presence.hearHere("x", LOBBY, List.of(new Person("b1", BOB)));
        now.addAndGet(Presence.SILENCE.toNanos());
        presence.hearAlive("x");
        now.addAndGet(Presence.SILENCE.toNanos());
        presence.beat();
        assertEquals(2, presence.list(LOBBY).size());
        now.incrementAndGet();
        presence.beat();
        assertEquals(List.of("+Ann", "+Bob", "-Bob"), List.copyOf(heard));
        assertEquals(1, presence.list(LOBBY).size());
    }

    @Test
    void whoever_was_on_a_node_that_stopped_has_gone_when_they_do_not_come_back_soon() {
        AtomicLong now = new AtomicLong();
        Duration patience = Duration.ofSeconds(5);
        Presence presence = new Presence(timer, Runnable::run, patience, now::get);
        presence.arrive(LOBBY, new Person("a1", ANN), new Ear());
        presence.hearHere("x", LOBBY, List.of(new Person("b1", BOB)));
        presence.hearGoodbye("x");
        now.addAndGet(patience.toNanos());
        presence.beat();
        assertEquals(2, presence.list(LOBBY).size());
        now.incrementAndGet();
        presence.beat();
        assertEquals(List.of("+Ann", "+Bob", "-Bob"), List.copyOf(heard));
        presence.hearGoodbye("y");
        presence.beat();
    }

    @Test
    void a_channel_with_people_on_other_nodes_only_can_be_asked_and_is_forgotten_with_them() {
        Presence presence = new Presence(timer, Runnable::run, Duration.ofHours(1));
        presence.hearHere("x", LOBBY, List.of(new Person("b1", BOB)));
        assertEquals(List.of(new Person("b1", BOB)), presence.list(LOBBY));
        presence.hearHere("x", LOBBY, List.of());
        assertEquals(0, presence.size());
        presence.hearHere("x", LOBBY, List.of());
        assertEquals(0, presence.size());
    }

    @Test
    void other_nodes_are_told_whom_we_have_and_of_typing() throws Exception {
        Presence presence = new Presence(timer, Runnable::run, Duration.ZERO);
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        presence.tell(new Presence.Others() {
            @Override
            public void here(ChannelName channel, List<Person> people) {
                told.add(people);
            }

            @Override
            public void who(ChannelName channel) {
                told.add("who");
            }

            @Override
            public void typing(ChannelName channel, Author who) {
                told.add("~" + who.name());
            }

            @Override
            public void alive() {}
        });
        presence.begin(LOBBY);
        assertEquals("who", told.poll(10, TimeUnit.SECONDS));
        presence.arrive(LOBBY, new Person("a1", ANN), new Silent());
        presence.arrive(LOBBY, new Person("b1", BOB), new Silent());
        assertEquals(List.of(new Person("a1", ANN), new Person("b1", BOB)), told.poll(10, TimeUnit.SECONDS), "both together");
        presence.tellTyping(LOBBY, ANN);
        assertEquals("~Ann", told.poll(10, TimeUnit.SECONDS));
        presence.hearTyping(LOBBY, BOB);
        presence.hearWho(LOBBY);
        assertEquals(2, ((List<?>) told.poll(10, TimeUnit.SECONDS)).size());
        presence.leave(LOBBY, new Person("a1", ANN));
        presence.leave(LOBBY, new Person("b1", BOB));
        assertEquals(List.of(), told.poll(10, TimeUnit.SECONDS));
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
