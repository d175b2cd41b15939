package dev.chatchannel;

import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.http.Proxies;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.limit.Rate;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.NetworkAddress;
import dev.chatchannel.relay.RedisAddress;
import dev.chatchannel.storage.DatabaseAddress;
import dev.chatchannel.websocket.Patience;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the operator chose: a value for each row of {@link Setting}, found in the {@link SettingSources}.
 *
 * @param home the data directory
 * @param database the one that several nodes share; empty for the embedded one, in {@code home}
 * @param redis by which the nodes that share a database hear each other at once
 * @param port where {@code java -jar} listens, if it is told; 0 is any free port
 * @param address where {@code java -jar} listens, if not on all of this machine
 * @param channels those that exist; made at the start when they do not
 * @param guests whether people without an account are let in
 * @param autoReply whether the sender of a plain text also gets that text back
 * @param compression whether permessage-deflate may be negotiated: about 300 KB of memory for each connection
 * @param rates those that differ from the standard of their limit
 * @param origins further origins whose pages may use a cookie
 * @param proxies those in front of us
 * @param metricsToken by which {@code /metrics} may be read; nobody may without it
 * @param shown what holds, by name, as administrators may see it: nothing of the machine, and no secret
 */
record Settings(
        Path home,
        Optional<DatabaseAddress> database,
        Optional<RedisAddress> redis,
        Optional<Integer> port,
        Optional<String> address,
        List<ChannelName> channels,
        boolean guests,
        boolean autoReply,
        boolean compression,
        List<String> origins,
        Proxies proxies,
        Limits limits,
        Map<Limit, Rate> rates,
        LogBounds logBounds,
        Patience patience,
        Optional<String> metricsToken,
        Map<String, String> shown) {

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

    /** Reads the settings. @throws SettingsRefused with all that does not fit */
    static Settings of(SettingSources sources) {
        Reader reader = new Reader(sources, new TreeMap<>(), new ArrayList<>(sources.complaints()));
        Settings settings = reader.settings();
        if (!reader.complaints.isEmpty()) throw new SettingsRefused(reader.complaints);
        return settings;
    }

    /** @throws InvalidPathException when it is none */
    static Path directory(String given) {
        Path person = Path.of(System.getProperty("user.home"));
        return (given.startsWith("~/") ? person.resolve(given.substring(2)) : Path.of(given)).toAbsolutePath();
    }

    /**
     * Reads one after the other; what does not fit is complained of, and the standard stands in for it until all is read.
     *
     * @param shown what was read, in its final form
     */
    private record Reader(SettingSources sources, Map<String, String> shown, List<String> complaints) {
        private static final int LEAST_TEXT = 16;
        private static final int LEAST_TOKEN = 16;
        private static final int MOST_FRAME = 64 << 20;
        private static final int MOST_FILE = 999_999_999;

        Settings settings() {
            return new Settings(
                    home(),
                    database(),
                    redis(),
                    port(),
                    text("address").filter(this::isAddress),
                    list("channels").stream().map(this::channel).flatMap(Optional::stream).toList(),
                    flag("guests"),
                    flag("auto-reply"),
                    flag("compression"),
                    list("origins"),
                    proxies(),
                    limits(),
                    rates(),
                    logBounds(),
                    new Patience(number("ping-seconds", 1, 3_600), number("silence-seconds", 2, 7_200), number("send-seconds", 1, 3_600)),
                    text("metrics-token").filter(this::isLongEnough),
                    Collections.unmodifiableMap(shown));
        }

        private Proxies proxies() {
            String header = value("proxy-header").toLowerCase(Locale.ROOT);
            shown("proxy-header", header);
            List<String> addresses = list("proxies");
            try {
                if (List.of("x-forwarded", "forwarded").contains(header)) {
                    return Proxies.of(addresses, Proxies.Header.valueOf(header.toUpperCase(Locale.ROOT).replace('-', '_')));
                }
                complain("proxy-header", header, "x-forwarded or forwarded");
            } catch (IllegalArgumentException notANetwork) {
                complain("proxies", String.join(", ", addresses), "addresses, or networks such as 10.0.0.0/8, split by commas");
            }
            return Proxies.NONE;
        }

        private Limits limits() {
            int frame = number("frame-limit", 1 << 10, MOST_FRAME);
            return new Limits(
                    text("text-limit").isPresent() ? number("text-limit", LEAST_TEXT, frame) : shown("text-limit", Math.min(16 << 10, frame)),
                    frame,
                    number("sessions-per-person", 1, 1_000_000),
                    number("connections", 1, 10_000_000),
                    number("file-size-limit", 1 << 10, MOST_FILE));
        }

        private LogBounds logBounds() {
            return new LogBounds(
                    number("log-events", 1, 1 << 16),
                    number("log-bytes", 1 << 10, 1 << 29),
                    Duration.ofSeconds(number("idle-channel-seconds", 1, 86_400)));
        }

        private Path home() {
            String given = value("home");
            try {
                return directory(given);
            } catch (InvalidPathException notAPath) {
                complain("home", given, "a directory");
                return directory(Setting.of("home").standard());
            }
        }

        /** What is of the machine is not shown to administrators of the place. */
        private Optional<Integer> port() {
            int port = number("port", 0, 65_535);
            shown.remove("port");
            return text("port").map(told -> port);
        }

        private boolean isAddress(String given) {
            if (NetworkAddress.parsed(given).isPresent() || HOST_NAME.matcher(given).matches()) return true;
            complain("address", given, "an address of this machine");
            return false;
        }

        /** What an address says beside where it is may be secret, and where it is, is of the machine. */
        private Optional<DatabaseAddress> database() {
            Optional<String> given = text("database");
            shown("database", given.isPresent() ? "shared" : "embedded");
            try {
                return given.map(address -> new DatabaseAddress(address, text("database-user"), text("database-password")));
            } catch (IllegalArgumentException notAnAddress) {
                complain("database", given.orElse(""), "jdbc:postgresql://host/name, or the java: name of a data source");
                return Optional.empty();
            }
        }

        private boolean isLongEnough(String token) {
            if (token.length() >= LEAST_TOKEN) return true;
            complain("metrics-token", token, "at least " + LEAST_TOKEN + " characters");
            return false;
        }

        /** A password may stand in it, which is told to nobody. */
        private Optional<RedisAddress> redis() {
            Optional<String> given = text("redis");
            shown("redis", "none");
            if (given.isPresent() && text("database").isEmpty()) complain("redis", given.get(), "none where no database is shared: see the setting database");
            try {
                return given.map(RedisAddress::parse).map(address -> shown("redis", address));
            } catch (IllegalArgumentException notAnAddress) {
                complain("redis", given.orElse(""), notAnAddress.getMessage());
                return Optional.empty();
            }
        }

        private boolean flag(String name) {
            String given = value(name).toLowerCase(Locale.ROOT);
            if (List.of("true", "on", "yes").contains(given)) return shown(name, true);
            if (List.of("false", "off", "no").contains(given)) return shown(name, false);
            complain(name, given, "true or false");
            return Boolean.parseBoolean(Setting.of(name).standard());
        }

        private Map<Limit, Rate> rates() {
            Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
            for (Limit limit : Limit.values()) {
                String name = "limit-" + limit.label();
                text(name).flatMap(given -> rate(name, given)).ifPresent(rate -> rates.put(limit, rate));
                shown(name, rates.getOrDefault(limit, limit.standard()));
            }
            return rates;
        }

        private Optional<Rate> rate(String name, String given) {
            try {
                return Optional.of(Rate.parse(given));
            } catch (IllegalArgumentException notARate) {
                complain(name, given, notARate.getMessage());
                return Optional.empty();
            }
        }

        private int number(String name, int least, int most) {
            String given = value(name);
            if (given.matches("[0-9]{1,9}") && Integer.parseInt(given) >= least && Integer.parseInt(given) <= most) {
                return shown(name, Integer.parseInt(given));
            }
            complain(name, given, "a whole number from " + least + " to " + most);
            return Integer.parseInt(Setting.of(name).standard());
        }

        private List<String> list(String name) {
            List<String> parts = Arrays.stream(value(name).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
            shown.put(name, String.join(", ", parts));
            return parts;
        }

        private <T> T shown(String name, T value) {
            shown.put(name, value.toString());
            return value;
        }

        private Optional<ChannelName> channel(String name) {
            try {
                return Optional.of(new ChannelName(name));
            } catch (IllegalArgumentException notAName) {
                complain("channels", name, "names of channels, split by commas");
                return Optional.empty();
            }
        }

        private void complain(String name, String given, String expected) {
            String source = sources.find(name).map(SettingSources.Given::source).orElse("as shipped");
            complaints.add("The setting " + name + " is \"" + Setting.of(name).shown(given) + "\" (" + source + "); expected " + expected + ".");
        }

        private String value(String name) {
            return text(name).orElse(Setting.of(name).standard());
        }

        private Optional<String> text(String name) {
            return sources.find(name).map(SettingSources.Given::text);
        }
    }
}
