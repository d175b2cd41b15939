package dev.chatchannel.http;

import dev.chatchannel.message.NetworkAddress;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * All addresses that begin with the same bits. IPv4 inside IPv6 ({@code ::ffff:10.0.0.1}) counts as IPv4.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, 3.1</a>, whose notation this is
 */
record Network(byte[] first, int bits) {
    /** @throws IllegalArgumentException when the text is neither an address nor a network such as {@code 10.0.0.0/8} */
    static Network parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] first = NetworkAddress.parsed(parts[0]).orElseThrow(() -> new IllegalArgumentException(text)).getAddress();
        int all = first.length * Byte.SIZE;
        int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > all) throw new IllegalArgumentException(text);
        return new Network(first, bits);
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
