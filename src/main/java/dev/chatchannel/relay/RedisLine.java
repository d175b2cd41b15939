package dev.chatchannel.relay;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Two connections to one Redis server: one speaks, one listens. Whenever one breaks, it is opened anew, for ever.
 *
 * <h2>Losing</h2>
 * What is to be said waits in a queue with an end. When it is full, or when Redis is away, it is lost; the database has it. What is lost is counted, and each beat tells how much that is: see {@link Pulse}.
 *
 * <h2>Silence</h2>
 * Each second the listening connection is asked for a sign of life. When none comes for {@link RedisDoor#PATIENCE_MILLIS}, a paused server or a
 * cut network is taken for a dead one.
 *
 * <h2>Threads</h2>
 * Any may call; nothing blocks but {@link #close}. One thread speaks: it also writes what the listener wants to hear, under {@code writing}. The other only reads.
 */
final class RedisLine implements AutoCloseable {
    /** What comes in. Called by the thread that listens; must not block. */
    interface Ear {
        void heard(String topic, byte[] message);

        /** From here on messages to this topic come. */
        void follows(String topic);
    }

    private static final Logger LOG = System.getLogger(RedisLine.class.getName());
    private static final int WAITING = 10_000;
    private static final int TOGETHER = 500;
    private static final long SIGN_MILLIS = 500;
    private static final long PAUSE_MILLIS = 500;
    private static final long LAST_WORDS_MILLIS = 2_000;

    private final RedisDoor door;
    private final String home;
    private final Ear ear;
    private final LongFunction<byte[]> beat;
    private final LongAdder sent = new LongAdder();
    private final AtomicLong lost = new AtomicLong();
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(WAITING);
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object writing = new Object();
    private final Thread speaker;
    private final Thread listener;
    private Connection listening; // guarded by writing; null when there is none
    private volatile Connection speaking; // the speaker's; closed by whoever stops
    private volatile boolean speaks;
    private volatile boolean listens;
    private volatile boolean missed; // a topic that is to be followed did not get into the queue
    private long lastBeat; // the speaker's, in nanoseconds
    private long lastWords; // of who closes, in nanoseconds
    private long lastSign; // the same, of the listener's connection
    private int unanswered; // the speaker's: letters that are on their way

    /** Something for the speaker to do on its connection, or on the listener's. */
    private sealed interface Task {}

    private record Publish(String topic, Supplier<byte[]> message) implements Task {}

    private record Follow(String topic, boolean on) implements Task {}

    /** @param home a topic that is served by the server to which this line leads, and followed always @param beat makes what is published there all the time, of how many letters were lost so far */
    RedisLine(RedisDoor door, String home, Ear ear, LongFunction<byte[]> beat, String threads) {
        this.door = door;
        this.home = home;
        this.ear = ear;
        this.beat = beat;
        this.speaker = thread(this::speak, threads + "-out");
        this.listener = thread(this::listen, threads + "-in");
        topics.add(home);
    }

    void start() {
        speaker.start();
        listener.start();
    }

    /** @param message made when it is its turn */
    void publish(String topic, Supplier<byte[]> message) {
        if (!speaks || !tasks.offer(new Publish(topic, message))) lost.incrementAndGet();
    }

    /** Whatever becomes of the task: a listener that is opened anew asks for all topics. */
    void follow(String topic) {
        if (topics.add(topic) && !tasks.offer(new Follow(topic, true))) missed = true;
    }

    void unfollow(String topic) {
        if (topics.remove(topic)) tasks.offer(new Follow(topic, false));
    }

    boolean isConnected() {
        return speaks;
    }

    /** @return letters that were given to Redis, but beats */
    long sent() {
        return sent.sum();
    }

    /** @return letters that were not, and one for each connection that broke */
    long lost() {
        return lost.get();
    }

    boolean listens() {
        return listens;
    }

    /** Begins to close: what waits is said, if that takes no longer than a moment. */
    void stop() {
        if (closing.getCount() > 0) lastWords = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_WORDS_MILLIS);
        closing.countDown();
        hangUp();
        speaker.interrupt();
        listener.interrupt();
    }

    @Override
    public void close() {
        stop();
        await(speaker, Math.max(1, TimeUnit.NANOSECONDS.toMillis(lastWords - System.nanoTime())));
        Connection mine = speaking;
        if (mine != null) quietly(mine);
        await(speaker, 2 * RedisDoor.PATIENCE_MILLIS);
        await(listener, 2 * RedisDoor.PATIENCE_MILLIS);
    }

    private void speak() {
        while (isOpen()) {
            try (Connection connection = door.open(home)) {
                speaking = connection;
                if (!isOpen()) return;
                beat(connection);
                speaks = true; // after a beat has told what was lost until now
                while (isOpen() || !tasks.isEmpty()) speakOnce(connection);
                return;
            } catch (JedisException away) {
                loseAll();
                pause();
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "The relay broke", broken);
                loseAll();
                pause();
            }
        }
    }

    /** Old news: the database has them. One more than those is lost, which was not even begun. */
    private void loseAll() {
        speaks = false;
        int before = tasks.size();
        tasks.removeIf(Publish.class::isInstance);
        lost.addAndGet(before - tasks.size() + unanswered + 1L);
        unanswered = 0;
    }

    /** Says what waits, all in one go; beats when it is time, and keeps the listener's connection alive. */
    private void speakOnce(Connection connection) {
        List<Task> now = next();
        now.forEach(task -> say(task, connection));
        if (untilBeat() <= 0) beat(connection);
        else awaitAnswers(connection);
        keepListening();
    }

    /** @return what waits; nothing when it is time to beat, or to stop */
    private List<Task> next() {
        List<Task> next = new ArrayList<>();
        try {
            Task first = tasks.poll(Math.max(1, untilBeat()), TimeUnit.MILLISECONDS);
            if (first != null) next.add(first);
        } catch (InterruptedException stopping) {
            // What waits still is said.
        }
        tasks.drainTo(next, TOGETHER);
        return next;
    }

    private void say(Task task, Connection connection) {
        if (task instanceof Follow follow) writeFollow(follow);
        if (!(task instanceof Publish publish)) return;
        publish(connection, publish.topic, publish.message.get());
        sent.increment();
    }

    /** Behind what waits no beat is late: that goes out in a moment. */
    private void beat(Connection connection) {
        lastBeat = System.nanoTime();
        publish(connection, home, beat.apply(lost.get()));
        awaitAnswers(connection);
    }

    /** @return milliseconds */
    private long untilBeat() {
        return Pulse.BEAT.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastBeat);
    }

    private void publish(Connection connection, String topic, byte[] message) {
        connection.sendCommand(door.isCluster() ? Command.SPUBLISH : Command.PUBLISH, bytes(topic), message);
        unanswered++;
    }

    private void awaitAnswers(Connection connection) {
        for (Object answer : connection.getMany(unanswered)) {
            if (answer instanceof JedisException refused) throw refused;
        }
        unanswered = 0;
    }

    private void keepListening() {
        long now = System.nanoTime();
        if (now - lastSign < TimeUnit.MILLISECONDS.toNanos(SIGN_MILLIS)) return;
        lastSign = now;
        if (missed) hangUp();
        write(new CommandArguments(Command.PING));
    }

    private void writeFollow(Follow follow) {
        if (follow.on != topics.contains(follow.topic)) return; // somebody has changed it since
        Command on = door.isCluster() ? Command.SSUBSCRIBE : Command.SUBSCRIBE;
        Command off = door.isCluster() ? Command.SUNSUBSCRIBE : Command.UNSUBSCRIBE;
        write(new CommandArguments(follow.on ? on : off).add(bytes(follow.topic)));
    }

    private void write(CommandArguments command) {
        synchronized (writing) {
            if (listening == null) return;
            try {
                listening.sendCommand(command);
                listening.getMany(0); // sends it off
            } catch (JedisException broken) {
                quietly(listening);
            }
        }
    }

    private void listen() {
        boolean told = false;
        while (isOpen()) {
            try (Connection connection = door.open(home)) {
                begin(connection);
                if (told) LOG.log(Level.INFO, "Redis is reached again");
                told = false;
                while (isOpen()) hear(connection.getUnflushedObject());
            } catch (JedisException away) {
                if (!told && isOpen()) {
                    LOG.log(Level.WARNING, "Redis is not reached (" + away.getMessage() + "); other nodes hear within a second, by the database");
                }
                told = true;
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "The relay broke", broken);
            }
            end();
            pause();
        }
    }

    private void begin(Connection connection) {
        synchronized (writing) {
            missed = false; // before the topics are looked at
            listening = connection;
            for (List<String> some : bundles(topics)) {
                CommandArguments all = new CommandArguments(door.isCluster() ? Command.SSUBSCRIBE : Command.SUBSCRIBE);
                some.forEach(topic -> all.add(bytes(topic)));
                connection.sendCommand(all);
            }
            connection.getMany(0);
        }
        listens = true;
    }

    private void end() {
        listens = false;
        synchronized (writing) {
            listening = null;
        }
    }

    private void hear(Object said) {
        if (!(said instanceof List<?> parts) || parts.size() < 3) return; // a sign of life
        String what = text(parts.get(0));
        String topic = text(parts.get(1));
        switch (what) {
            case "message", "smessage" -> ear.heard(topic, (byte[]) parts.get(2));
            case "subscribe", "ssubscribe" -> ear.follows(topic);
            case "sunsubscribe" -> {
                if (topics.contains(topic)) throw new JedisException("its part of the cluster moves elsewhere");
            }
            default -> {}
        }
    }

    private void hangUp() {
        synchronized (writing) {
            if (listening != null) quietly(listening);
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<List<String>> bundles(Collection<String> topics) {
        List<String> all = List.copyOf(topics);
        List<List<String>> bundles = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOGETHER) bundles.add(all.subList(from, Math.min(all.size(), from + TOGETHER)));
        return bundles;
    }

    /** Without what is not sent yet: that is the other thread's, which would send it as well. */
    private static void quietly(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (JedisException | IOException broken) {
            // It is closed all the same.
        }
    }

    private static void await(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // nothing that is started from here shall keep our class loader
        return thread;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object bytes) {
        return bytes instanceof byte[] known ? new String(known, StandardCharsets.UTF_8) : "";
    }
}
