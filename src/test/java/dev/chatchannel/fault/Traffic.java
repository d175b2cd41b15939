package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.fault.JsonClient.Heard;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * People who talk and people who listen while something happens to what carries their words, and the count of it: what was acknowledged is stored once and in
 * order, and every listener heard what is stored.
 */
public final class Traffic {
    private static final String END = "end#1";

    private final List<StubbornSender> senders = new ArrayList<>();
    private final List<ReturningReader> readers = new ArrayList<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Place place;
    private final String note;

    /** @param senders where each says what it says; @param readers where each listens; @param place where all is read at the end */
    public Traffic(List<Place> senders, List<Place> readers, Place place, long seed) {
        this(senders, readers, place, seed, StubbornSender.MOST_AT_ONCE);
    }

    /** @param atOnce how many each sender says at once: where some may be refused and others not, one after the other keeps their order */
    Traffic(List<Place> senders, List<Place> readers, Place place, long seed, int atOnce) {
        this.place = place;
        this.note = "seed " + seed;
        for (int i = 0; i < senders.size(); i++) {
            String name = "sender-" + Long.toString(seed, 36) + "-" + i;
            this.senders.add(new StubbornSender(senders.get(i), name, Http.signIn(senders.get(i), name), enough::get, seed + i, atOnce));
        }
        readers.forEach(where -> this.readers.add(new ReturningReader(where, END)));
    }

    /** Something that happens meanwhile. */
    public interface Happening {
        void happen() throws Exception;
    }

    /** Lets them talk while that happens, and counts. @return how many messages were acknowledged */
    public int during(Happening happening) throws Exception {
        List<Thread> listening = readers.stream().map(Traffic::started).toList();
        Wire.await(() -> readers.stream().allMatch(reader -> reader.visits() > 0), () -> "all listen");
        List<Thread> talking = senders.stream().map(Traffic::started).toList();
        try {
            happening.happen();
        } finally {
            enough.set(true);
        }
        for (Thread thread : talking) thread.join();
        try (JsonClient last = JsonClient.connect(place)) {
            assertTrue(last.publish(END).join().has("publish"));
        }
        for (Thread thread : listening) thread.join();
        return count();
    }

    private int count() {
        List<Heard> history = Http.history(place);
        Ledger ledger = new Ledger(history, note);
        senders.forEach(sender -> ledger.mustHold(sender.acknowledged()));
        for (ReturningReader reader : readers) {
            assertEquals(history.subList((int) reader.begun(), history.size()), reader.heard(), "heard; " + note);
        }
        int acknowledged = senders.stream().mapToInt(sender -> sender.acknowledged().size()).sum();
        int delivered = readers.stream().mapToInt(reader -> reader.heard().size()).sum();
        System.out.printf("acknowledged %,d, delivered %,d, lost 0, doubled 0, out of order 0%n", acknowledged, delivered);
        return acknowledged;
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
