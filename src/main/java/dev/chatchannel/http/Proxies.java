package dev.chatchannel.http;

import static java.util.stream.Collectors.joining;

import dev.chatchannel.message.NetworkAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies that the operator put in front of us, and the one way in which they tell for whom they ask.
 *
 * <p>Every proxy adds whom it heard to the right of what it was told. So the list is read from the right, as long as those who wrote it are
 * ours: the first stranger is the client, and what stands to the left of it is only what the client claims. One kind of header is
 * believed, never both: a proxy passes on the kind that it does not write itself, as the client made it up.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded</a>
 * @see <a href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For">X-Forwarded-For</a>
 */
public final class Proxies {
    /** No proxy: nobody is believed. */
    public static final Proxies NONE = new Proxies(List.of(), Header.X_FORWARDED);

    /** How proxies tell. */
    public enum Header {
        /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
        X_FORWARDED,
        /** {@code Forwarded}. */
        FORWARDED
    }

    /**
     * For whom a request was made.
     *
     * @param scheme that the client used, if the proxy told
     */
    record Client(InetAddress address, Optional<String> scheme) {}

    /** What one proxy told of whom it heard. Who hides has no address. */
    private record Hop(Optional<InetAddress> address, Optional<String> scheme) {}

    /** A comma, or a pair; bounded where a long text could be tried from each of its letters. */
    private static final Pattern COMMA_OR_PAIR = Pattern.compile(",|([A-Za-z]{1,8})=(?:\"([^\"]{0,64})\"|([^;,\"\\s]{0,64}))");
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?|([^:]*):\\d+");
    private static final int MOST_HOPS = 32;

    private final List<Network> networks;
    private final Header header;

    private Proxies(List<Network> networks, Header header) {
        this.networks = networks;
        this.header = header;
    }

    /** @throws IllegalArgumentException when one of them is neither an address nor a network such as {@code 10.0.0.0/8} */
    public static Proxies of(List<String> addresses, Header header) {
        return new Proxies(addresses.stream().map(Network::parse).toList(), header);
    }

    /**
     * Finds for whom a peer asks.
     *
     * @param peer address of the other end of the connection
     * @param headers gives all values of a header, in their order
     * @return empty when the peer is no proxy of ours, or does not tell
     */
    Optional<Client> client(String peer, Function<String, List<String>> headers) {
        if (networks.isEmpty() || NetworkAddress.parsed(peer).filter(this::trust).isEmpty()) return Optional.empty();
        List<Hop> hops = header == Header.FORWARDED ? forwarded(headers) : xForwarded(headers);
        Optional<Client> client = Optional.empty();
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS); i--) {
            Hop hop = hops.get(i);
            if (hop.address.isEmpty()) break;
            client = Optional.of(new Client(hop.address.get(), hop.scheme));
            if (!trust(hop.address.get())) break;
        }
        return client;
    }

    private boolean trust(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Hop> forwarded(Function<String, List<String>> headers) {
        List<Hop> hops = new ArrayList<>();
        Map<String, String> pairs = new HashMap<>();
        Matcher next = COMMA_OR_PAIR.matcher(all(headers, "Forwarded"));
        while (next.find()) {
            if (next.group(1) == null) hops.add(hop(pairs));
            else pairs.put(next.group(1).toLowerCase(Locale.ROOT), next.group(2) != null ? next.group(2) : next.group(3));
        }
        hops.add(hop(pairs));
        return hops;
    }

    /** Makes one of the pairs, and forgets them. */
    private static Hop hop(Map<String, String> pairs) {
        Hop hop = new Hop(address(pairs.getOrDefault("for", "")), scheme(pairs.getOrDefault("proto", "")));
        pairs.clear();
        return hop;
    }

    /** Schemes stand beside addresses one by one, or there is one, of the proxy before us. */
    private static List<Hop> xForwarded(Function<String, List<String>> headers) {
        List<String> addresses = parts(all(headers, "X-Forwarded-For"));
        List<String> schemes = parts(all(headers, "X-Forwarded-Proto"));
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            int beside = schemes.size() == addresses.size() ? i : schemes.size() - 1;
            hops.add(new Hop(address(addresses.get(i)), beside < 0 ? Optional.empty() : scheme(schemes.get(beside))));
        }
        return hops;
    }

    private static String all(Function<String, List<String>> headers, String name) {
        return headers.apply(name).stream().collect(joining(","));
    }

    private static List<String> parts(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    private static Optional<InetAddress> address(String told) {
        Matcher port = WITH_PORT.matcher(told);
        if (!port.matches()) return NetworkAddress.parsed(told);
        return NetworkAddress.parsed(port.group(1) != null ? port.group(1) : port.group(2));
    }

    private static Optional<String> scheme(String told) {
        String scheme = told.toLowerCase(Locale.ROOT).replaceFirst("^ws", "http"); // some proxies say so of a WebSocket
        return scheme.equals("http") || scheme.equals("https") ? Optional.of(scheme) : Optional.empty();
    }
}
