package dev.chatchannel.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Opens connections to the Redis server that serves a topic: the only one, the one that sentinels name, or of a cluster the one that has the slot.
 *
 * <p>Threads: any; blocks for some seconds at most.
 */
final class RedisDoor {
    /** How long nothing may come before a connection counts as dead, in milliseconds. */
    static final int PATIENCE_MILLIS = 2_500;

    private final RedisAddress address;

    RedisDoor(RedisAddress address) {
        this.address = address;
    }

    boolean isCluster() {
        return address.kind() == RedisAddress.Kind.CLUSTER;
    }

    /** @throws JedisException when it cannot be reached */
    Connection open(String topic) {
        return switch (address.kind()) {
            case SINGLE -> connect(address.hosts().get(0), true);
            case SENTINEL -> ifMaster(connect(master(), true));
            case CLUSTER -> connect(owner(JedisClusterCRC16.getSlot(topic)), true);
        };
    }

    private HostAndPort master() {
        return ask(sentinel -> {
            sentinel.sendCommand(Command.SENTINEL, "GET-MASTER-ADDR-BY-NAME", address.master());
            return Optional.ofNullable(sentinel.getMultiBulkReply()).map(found -> new HostAndPort(found.get(0), Integer.parseInt(found.get(1))));
        });
    }

    /** A sentinel that was cut off may name one that is the master no more: who speaks to that speaks to nobody. */
    private static Connection ifMaster(Connection named) {
        try {
            named.sendCommand(Command.ROLE);
            if (text(named.getObjectMultiBulkReply().get(0)).equals("master")) return named;
            throw new JedisConnectionException("The sentinels name " + named.getHostAndPort() + ", which is not the master");
        } catch (JedisException wrong) {
            named.close();
            throw wrong;
        }
    }

    private HostAndPort owner(int slot) {
        return ask(node -> {
            node.sendCommand(Command.CLUSTER, "SLOTS");
            return node.getObjectMultiBulkReply().stream()
                    .map(range -> (List<?>) range)
                    .filter(range -> covers(range, slot))
                    .findFirst()
                    .map(range -> hostAndPort((List<?>) range.get(2)));
        });
    }

    private static boolean covers(List<?> range, int slot) {
        return (Long) range.get(0) <= slot && slot <= (Long) range.get(1);
    }

    private static HostAndPort hostAndPort(List<?> node) {
        return new HostAndPort(text(node.get(0)), ((Long) node.get(1)).intValue());
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    /** Asks one after the other, until one knows. */
    private HostAndPort ask(Function<Connection, Optional<HostAndPort>> question) {
        JedisException last = new JedisConnectionException("None of " + address + " knows where to go");
        for (HostAndPort host : address.hosts()) {
            try (Connection asked = connect(host, isCluster())) {
                Optional<HostAndPort> found = question.apply(asked);
                if (found.isPresent()) return found.get();
            } catch (JedisException away) {
                last = away;
            }
        }
        throw last;
    }

    private Connection connect(HostAndPort host, boolean signsIn) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(PATIENCE_MILLIS).socketTimeoutMillis(PATIENCE_MILLIS).resp2().clientName("chat-channel");
        if (address.tls()) config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build()); // trusted, and of the host that was asked for
        if (signsIn) {
            address.user().ifPresent(config::user);
            address.password().ifPresent(config::password);
        }
        return new Connection(host, config.build());
    }
}
