package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;
import java.util.List;
import java.util.Optional;
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

    private final String prefix;
    private final String node;
    private final Seal seal;
    private final List<RedisLine> lines;
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
        this.lines = IntStream.range(0, door.isCluster() ? LINES : 1)
                .mapToObj(line -> new RedisLine(door, slot(line) + NODES, new Hearing(), "chat-channel-relay-" + line))
                .toList();
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

    @Override
    public void close() {
        lines.forEach(RedisLine::stop); // all at once: each may be waiting for a server that is not there
        lines.forEach(RedisLine::close);
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
        @Override
        public void heard(String topic, byte[] message) {
            seal.open(topic, message).flatMap(Letter::read).filter(letter -> !letter.sender().equals(node)).ifPresent(letter -> {
                letter.hint().ifPresent(listener::heard);
                letter.signal().ifPresent(signal -> pass(channel(topic), signal));
            });
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
