package dev.chatchannel;

import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table of all settings.
 *
 * @param standard what holds when nobody says otherwise; empty for none
 * @param purpose what it is for, in one line
 * @param secret whether nobody may be shown the value
 */
record Setting(String name, String standard, String purpose, boolean secret) {
    /** All of them, in the order in which operators are shown them. */
    static final List<Setting> ALL = Stream.concat(
                    Stream.of(
                            row("home", "~/.chat-channel", "the data directory; one server each"),
                            row("config", "", "a file of settings; without it chat-channel.properties in the data directory, if there is one"),
                            secret("database", "a PostgreSQL instead of the embedded database: jdbc:postgresql://host/name?user=…, or the java: name of a data source"),
                            row("database-user", "", "who asks there, where the address does not say it"),
                            secret("database-password", "the password of that user"),
                            secret("redis", "by which the servers that share a database hear each other at once: redis://host, redis-sentinel://host,host/master or redis-cluster://host,host; rediss for TLS"),
                            row("port", "8080", "where java -jar listens; 0 takes a free port"),
                            row("address", "", "the address where java -jar listens; without it, all of this machine"),
                            row("channels", "lobby", "the channels that exist, split by commas"),
                            row("guests", "true", "whether people without an account are let in"),
                            row("auto-reply", "false", "the sender of a plain text also gets that text back, bare"),
                            row("compression", "false", "whether permessage-deflate may be negotiated; about 300 KB of memory for each connection"),
                            row("origins", "", "further origins whose pages may use our cookie, split by commas"),
                            row("proxies", "", "addresses or networks of proxies in front of us, split by commas"),
                            row("proxy-header", "x-forwarded", "how they tell for whom they ask: x-forwarded, or forwarded (RFC 7239)"),
                            row("text-limit", "16384", "bytes of one message's text, in UTF-8"),
                            row("frame-limit", "1048576", "bytes of one WebSocket message or request"),
                            row("sessions-per-person", "50", "WebSocket connections of one account at once"),
                            row("connections", "20000", "WebSocket connections of all together"),
                            row("file-size-limit", String.valueOf(Limits.FILE_BYTES), "bytes of one file that is brought by itself"),
                            row("log-events", "256", "how many of the newest events of each channel are kept in memory"),
                            row("log-bytes", "1048576", "how many bytes they may have"),
                            row("idle-channel-seconds", "300", "until a channel that nobody reads and nobody uses leaves the memory"),
                            row("ping-seconds", "25", "between two pings"),
                            row("silence-seconds", "60", "without a sign of life, until a connection is closed; and until the body of a request must be whole"),
                            row("send-seconds", "30", "that one send may take, until the connection is closed as too slow"),
                            new Setting("metrics-token", "", "what Prometheus must show to read /metrics, 16 characters at least; without it there is no such page", true),
                            row("end-with-parent", "false", "whether java -jar ends when the process that started it does")),
                    Arrays.stream(Limit.values()).map(Setting::rate))
            .toList();

    /** @throws IllegalArgumentException when there is no such row: a slip in this program */
    static Setting of(String name) {
        return ALL.stream().filter(row -> row.name.equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name));
    }

    static List<String> names() {
        return ALL.stream().map(Setting::name).toList();
    }

    /** @return the value as it may be shown */
    String shown(String value) {
        return secret && !value.isEmpty() ? "***" : value;
    }

    /** @return the name of the environment variable */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return "CHAT_CHANNEL_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    private static Setting row(String name, String standard, String purpose) {
        return new Setting(name, standard, purpose, false);
    }

    private static Setting secret(String name, String purpose) {
        return new Setting(name, "", purpose, true);
    }

    private static Setting rate(Limit limit) {
        return row("limit-" + limit.label(), limit.standard().toString(), "how often: a rate a second and a burst, or off");
    }
}
