package dev.chatchannel.relay;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is, as the operator says it: {@code redis://user:password@host:6379}, {@code redis-sentinel://host,host/master} or
 * {@code redis-cluster://host,host}; with {@code rediss} for TLS. Characters that mean something else in an address are written as {@code %40}.
 *
 * @param hosts the server, or sentinels, or some nodes of the cluster
 * @param master the name by which sentinels know it
 */
public record RedisAddress(Kind kind, boolean tls, Optional<String> user, Optional<String> password, List<HostAndPort> hosts, String master) {
    /** What runs there. */
    public enum Kind { SINGLE, SENTINEL, CLUSTER }

    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>rediss?)(-(?<kind>sentinel|cluster))?://((?<user>[^:@/]*)(:(?<password>[^@/]*))?@)?(?<hosts>[^@/]+)(/(?<name>[^/?#]*))?");
    private static final Pattern HOST = Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(:(?<port>[0-9]{1,5}))?");

    /** @throws IllegalArgumentException when it is none; without the words, which hold a password */
    public static RedisAddress parse(String address) {
        Matcher parts = SHAPE.matcher(address);
        if (!parts.matches()) throw notAnAddress();
        String kindWord = Optional.ofNullable(parts.group("kind")).orElse("single");
        Kind kind = Kind.valueOf(kindWord.toUpperCase(Locale.ROOT));
        List<HostAndPort> hosts = Arrays.stream(parts.group("hosts").split(",", -1)).map(host -> host(host, kind)).toList();
        String master = Optional.ofNullable(parts.group("name")).orElse("");
        if (kind == Kind.SENTINEL ? master.isEmpty() : kind == Kind.SINGLE && hosts.size() > 1) throw notAnAddress();
        return new RedisAddress(kind, parts.group("scheme").equals("rediss"), decoded(parts.group("user")), decoded(parts.group("password")), hosts, master);
    }

    /** @return without the password */
    @Override
    public String toString() {
        return (tls ? "rediss" : "redis") + (kind == Kind.SINGLE ? "" : "-" + kind.name().toLowerCase(Locale.ROOT)) + "://"
                + String.join(",", hosts.stream().map(HostAndPort::toString).toList()) + (master.isEmpty() ? "" : "/" + master);
    }

    private static HostAndPort host(String text, Kind kind) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) throw notAnAddress();
        int port = parts.group("port") == null ? kind == Kind.SENTINEL ? SENTINEL_PORT : PORT : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65_535) throw notAnAddress();
        return new HostAndPort(parts.group("host").replaceAll("[\\[\\]]", ""), port);
    }

    private static Optional<String> decoded(String part) {
        if (part == null || part.isEmpty()) return Optional.empty();
        return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("redis://host:6379, redis-sentinel://host,host/master or redis-cluster://host,host, with rediss for TLS");
    }
}
