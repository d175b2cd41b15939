package dev.chatchannel.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which the same content is known again. */
public final class Hash {
    private final MessageDigest digest;

    Hash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java has it", never);
        }
    }

    /** @return the hash of a whole content, in hexadecimal digits */
    public static String of(byte[] content) {
        Hash hash = new Hash();
        hash.add(content, content.length);
        return hash.hex();
    }

    void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    /** @return the hash of all that was added; only once */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
