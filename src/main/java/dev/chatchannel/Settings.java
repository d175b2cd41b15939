package dev.chatchannel;

import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.http.Proxies;
import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.limit.Rate;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.websocket.Patience;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the operator chose. A setting {@code text-limit} is looked for as the context parameter and then the system property {@code
 * chat-channel.text-limit}, then as the environment variable {@code CHAT_CHANNEL_TEXT_LIMIT}.
 *
 * @param home the data directory
 * @param port where {@code java -jar} listens, if it is told and known beforehand
 * @param channels those that exist; made at the start when they do not
 * @param guests whether people without an account are let in
 * @param autoReply whether the sender of a plain text also gets that text back
 * @param compression whether permessage-deflate may be negotiated: about 300 KB of memory for each connection
 * @param rates those that differ from the standard of their limit
 * @param origins further origins whose pages may use a cookie
 * @param proxies those in front of us
 * @param shown what holds, by name, as administrators may see it: nothing of the machine, and no secret
 */
record Settings(
        Path home,
        Optional<Integer> port,
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
        Map<String, String> shown) {

    /** Reads the settings, the first source first. @throws SettingRefused when one does not fit */
    static Settings of(Function<String, String> contextParameter) {
        return new Reader(List.of(
                        name -> contextParameter.apply("chat-channel." + name),
                        name -> System.getProperty("chat-channel." + name),
                        name -> System.getenv("CHAT_CHANNEL_" + name.toUpperCase(Locale.ROOT).replace('-', '_'))),
                new TreeMap<>())
                .settings();
    }

    /** @param shown what was read, in its final form */
    private record Reader(List<Function<String, String>> sources, Map<String, String> shown) {
        private static final int LEAST_TEXT = 16;
        private static final int MOST_FRAME = 64 << 20;
        private static final int MOST_FILE = 999_999_999;

        Settings settings() {
            return new Settings(
                    home(),
                    Optional.of(number("port", 0, 0, 65_535)).filter(port -> port > 0),
                    list("channels", "lobby").stream().map(Reader::channel).toList(),
                    flag("guests", true),
                    flag("auto-reply", false),
                    flag("compression", false),
                    list("origins", ""),
                    proxies(),
                    limits(),
                    rates(),
                    logBounds(),
                    new Patience(number("ping-seconds", 25, 1, 3_600), number("silence-seconds", 60, 2, 7_200), number("send-seconds", 30, 1, 3_600)),
                    Collections.unmodifiableMap(shown));
        }

        private Proxies proxies() {
            String header = text("proxy-header").orElse("x-forwarded").toLowerCase(Locale.ROOT);
            if (!List.of("x-forwarded", "forwarded").contains(header)) throw new SettingRefused("proxy-header", header, "x-forwarded or forwarded");
            shown("proxy-header", header);
            try {
                return Proxies.of(list("proxies", ""), Proxies.Header.valueOf(header.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException notANetwork) {
                throw new SettingRefused("proxies", text("proxies").orElse(""), "addresses, or networks such as 10.0.0.0/8, split by commas");
            }
        }

        private Limits limits() {
            int frame = number("frame-limit", 1 << 20, 1 << 10, MOST_FRAME);
            return new Limits(
                    number("text-limit", Math.min(16 << 10, frame), LEAST_TEXT, frame),
                    frame,
                    number("sessions-per-person", 50, 1, 1_000_000),
                    number("connections", 20_000, 1, 10_000_000),
                    number("file-size-limit", Limits.FILE_BYTES, 1 << 10, MOST_FILE));
        }

        private LogBounds logBounds() {
            return new LogBounds(
                    number("log-events", 256, 1, 1 << 16),
                    number("log-bytes", 1 << 20, 1 << 10, 1 << 29),
                    Duration.ofSeconds(number("idle-channel-seconds", 300, 1, 86_400)));
        }

        private Path home() {
            String given = text("home").orElseGet(() -> Path.of(System.getProperty("user.home"), ".chat-channel").toString());
            try {
                return Path.of(given).toAbsolutePath();
            } catch (InvalidPathException notAPath) {
                throw new SettingRefused("home", given, "a directory");
            }
        }

        private boolean flag(String name, boolean otherwise) {
            String given = text(name).orElse(String.valueOf(otherwise)).toLowerCase(Locale.ROOT);
            if (List.of("true", "on", "yes").contains(given)) return shown(name, true);
            if (List.of("false", "off", "no").contains(given)) return shown(name, false);
            throw new SettingRefused(name, given, "true or false");
        }

        private Map<Limit, Rate> rates() {
            Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
            for (Limit limit : Limit.values()) {
                String name = "limit-" + limit.label();
                text(name).map(given -> rate(name, given)).ifPresent(rate -> rates.put(limit, rate));
                shown(name, rates.getOrDefault(limit, limit.standard()));
            }
            return rates;
        }

        private static Rate rate(String name, String given) {
            try {
                return Rate.parse(given);
            } catch (IllegalArgumentException notARate) {
                throw new SettingRefused(name, given, notARate.getMessage());
            }
        }

        private int number(String name, int otherwise, int least, int most) {
            String given = text(name).orElse(String.valueOf(otherwise));
            if (given.matches("[0-9]{1,9}") && Integer.parseInt(given) >= least && Integer.parseInt(given) <= most) {
                return shown(name, Integer.parseInt(given));
            }
            throw new SettingRefused(name, given, "a whole number from " + least + " to " + most);
        }

        private List<String> list(String name, String otherwise) {
            List<String> parts = Arrays.stream(text(name).orElse(otherwise).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
            shown.put(name, String.join(", ", parts));
            return parts;
        }

        private <T> T shown(String name, T value) {
            shown.put(name, value.toString());
            return value;
        }

        private static ChannelName channel(String name) {
            try {
                return new ChannelName(name);
            } catch (IllegalArgumentException notAName) {
                throw new SettingRefused("channels", name, "names of channels, split by commas");
            }
        }

        private Optional<String> text(String name) {
            return sources.stream()
                    .map(source -> source.apply(name))
                    .filter(value -> value != null && !value.isBlank())
                    .findFirst()
                    .map(String::strip);
        }
    }
}
