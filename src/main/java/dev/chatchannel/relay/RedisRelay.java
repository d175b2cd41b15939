package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tells other nodes by Redis, or Valkey: publications, no data. A topic for each channel, and one for all nodes.
 *
 * <p>Topics begin with the id of the place, which is kept in its database; so two places on one Redis do not hear each other. In a cluster the
 * channels are spread over {@link #LINES} slots, with a line to each; every node must use the same number.
 *
 * <p>Threads: any.
 */
public final class RedisRelay implements Relay {
    private static final int LINES = 8;
    private static final String NODES = ":nodes";
    private static final String CHANNEL = ":channel:";
    private static final String BEAT = "beat";

    private final String prefix;
    private final String node;
    private final Seal seal;
    private final List<RedisLine> lines;
    private final Pulse pulse;
    private final LongAdder heard = new LongAdder();
    private volatile long echoNanos; // of any line's last beat that came back
    private Listener listener; // set before the lines start

    /**
     * @param place id of the place
     * @param secret of the place, which all of its nodes know
     * @param node name of this node, that no other has
     */
    public RedisRelay(RedisAddress address, String place, byte[] secret, String node) {
        this.prefix = "chat-channel:" + place + ":";
        this.node = node;
        this.seal = new Seal(secret);
        RedisDoor door = new RedisDoor(address);
        this.lines = IntStream.range(0, door.isCluster() ? LINES : 1).mapToObj(line -> line(door, line)).toList();
        this.pulse = new Pulse(lines.size(), System::nanoTime);
    }

    @Override
    public void start(Listener listener) {
        this.listener = listener;
        lines.forEach(RedisLine::start);
    }

    @Override
    public void announce(Hint hint) {
        publish(line(hint.channel()), topic(hint.channel()), () -> Letter.of(node, hint));
    }

    @Override
    public void tell(Signal signal) {
        publish(0, slot(0) + NODES, () -> Letter.of(node, signal));
    }

    @Override
    public void tell(ChannelName channel, Signal signal) {
        publish(line(channel), topic(channel), () -> Letter.of(node, signal));
    }

    @Override
    public void follow(ChannelName channel) {
        lines.get(line(channel)).follow(topic(channel));
    }

    @Override
    public void unfollow(ChannelName channel) {
        lines.get(line(channel)).unfollow(topic(channel));
    }

    @Override
    public boolean isConnected() {
        return lines.stream().allMatch(RedisLine::isConnected);
    }

    /** @return whether we hear what is said, or at least nothing is known to the contrary */
    boolean listens() {
        return lines.stream().allMatch(RedisLine::listens);
    }

    @Override
    public boolean hears(Collection<String> nodes) {
        return pulse.isHeard(List.of(node)) && pulse.isHeard(nodes);
    }

    @Override
    public Counts counts() {
        return new Counts(lines.stream().mapToLong(RedisLine::sent).sum(), heard.sum(), lines.stream().mapToLong(RedisLine::lost).sum(), echoNanos);
    }

    @Override
    public void close() {
        lines.forEach(RedisLine::stop); // all at once: each may be waiting for a server that is not there
        lines.forEach(RedisLine::close);
    }

    private RedisLine line(RedisDoor door, int number) {
        String home = slot(number) + NODES;
        return new RedisLine(door, home, new Hearing(number), lost -> seal.close(home, Letter.of(node, beat(lost))), "chat-channel-relay-" + number);
    }

    private static Signal beat(long lost) {
        return new Signal(BEAT, List.of(Long.toString(lost), Long.toString(System.nanoTime())));
    }

    private void publish(int line, String topic, Supplier<byte[]> letter) {
        lines.get(line).publish(topic, () -> seal.close(topic, letter.get()));
    }

    private int line(ChannelName channel) {
        return Math.floorMod(channel.value().hashCode(), lines.size());
    }

    private String topic(ChannelName channel) {
        return slot(line(channel)) + CHANNEL + channel;
    }

    /** What stands in braces chooses the slot of a cluster. */
    private String slot(int line) {
        return "{" + prefix + line + "}";
    }

    /** @return empty when it is the topic of all nodes */
    private static Optional<ChannelName> channel(String topic) {
        int end = topic.indexOf(CHANNEL);
        return end < 0 ? Optional.empty() : Optional.of(new ChannelName(topic.substring(end + CHANNEL.length())));
    }

    private final class Hearing implements RedisLine.Ear {
        private final int line;

        private Hearing(int line) {
            this.line = line;
        }

        @Override
        public void heard(String topic, byte[] message) {
            seal.open(topic, message).flatMap(Letter::read).ifPresent(letter -> {
                boolean isOurs = letter.sender().equals(node);
                if (letter.signal().filter(signal -> signal.name().equals(BEAT)).isPresent()) hearBeat(letter, isOurs);
                else if (!isOurs) hear(topic, letter);
            });
        }

        private void hear(String topic, Letter letter) {
            heard.increment();
            letter.hint().ifPresent(listener::heard);
            letter.signal().ifPresent(signal -> pass(channel(topic), signal));
        }

        private void hearBeat(Letter letter, boolean isOurs) {
            List<String> words = letter.signal().orElseThrow().words();
            boolean mayHaveMissed = pulse.hear(letter.sender(), line, words.subList(0, Math.min(1, words.size())));
            if (isOurs) echoNanos = System.nanoTime() - Long.parseLong(words.get(1));
            else if (mayHaveMissed) listener.missed();
        }

        @Override
        public void follows(String topic) {
            channel(topic).ifPresent(listener::follows);
        }

        private void pass(Optional<ChannelName> channel, Signal signal) {
            channel.ifPresentOrElse(name -> listener.heard(name, signal), () -> listener.heard(signal));
        }
    }
}
