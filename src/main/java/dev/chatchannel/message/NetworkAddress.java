package dev.chatchannel.message;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From where somebody comes, as far as they cannot change it at will: one IPv4 address, or the /64 of an IPv6 one, of which one household has
 * all. IPv4 inside IPv6 ({@code ::ffff:10.0.0.1}) counts as IPv4.
 *
 * @param value one text for each: {@code 203.0.113.7}, {@code 2001:db8:0:1::/64}
 */
public record NetworkAddress(String value) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");
    private static final Pattern ZONE = Pattern.compile("%.*");
    private static final String SIXTY_FOUR = "/64";
    private static final int IPV4_BYTES = 4;

    /** Reads an address, also one that ends with {@code /64}. @throws IllegalArgumentException when it is none */
    public static NetworkAddress of(String text) {
        boolean wide = text.endsWith(SIXTY_FOUR) && text.contains(":");
        String bare = wide ? text.substring(0, text.length() - SIXTY_FOUR.length()) : text;
        byte[] address = parsed(bare).orElseThrow(() -> new IllegalArgumentException("Expected an IPv4 or an IPv6 address.")).getAddress();
        return new NetworkAddress(address.length == IPV4_BYTES ? ipv4(address) : ipv6(address));
    }

    /** @return from where a peer comes; empty when the container tells something else than an address */
    public static Optional<NetworkAddress> ofPeer(String told) {
        String bare = ZONE.matcher(told).replaceFirst("");
        return parsed(bare).map(address -> of(bare));
    }

    /** @return as what a peer's limits are counted: its network, or what the container tells, where that is no address */
    public static String counted(String told) {
        return ofPeer(told).map(NetworkAddress::value).orElse(told);
    }

    /** Reads an address without asking any name server. @return empty when it is a name, or nonsense */
    public static Optional<InetAddress> parsed(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException nonsense) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static String ipv4(byte[] address) {
        return "%d.%d.%d.%d".formatted(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff, address[3] & 0xff);
    }

    private static String ipv6(byte[] address) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 8; i += 2) groups.append(Integer.toHexString((address[i] & 0xff) << 8 | address[i + 1] & 0xff)).append(':');
        return groups + ":" + SIXTY_FOUR;
    }
}
