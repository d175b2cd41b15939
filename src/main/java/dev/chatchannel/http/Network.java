package dev.chatchannel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All addresses that begin with the same bits. IPv4 inside IPv6 ({@code ::ffff:10.0.0.1}) counts as IPv4.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, 3.1</a>, whose notation this is
 */
record Network(byte[] first, int bits) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");

    /** @throws IllegalArgumentException when the text is neither an address nor a network such as {@code 10.0.0.0/8} */
    static Network parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] first = address(parts[0]).orElseThrow(() -> new IllegalArgumentException(text)).getAddress();
        int all = first.length * Byte.SIZE;
        int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > all) throw new IllegalArgumentException(text);
        return new Network(first, bits);
    }

    /** Reads an address without asking any name server. @return empty when it is a name, or nonsense */
    static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException nonsense) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != first.length) return false;
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(first, 0, whole, other, 0, whole)) return false;
        int rest = bits % Byte.SIZE;
        return rest == 0 || (first[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
    }
}
