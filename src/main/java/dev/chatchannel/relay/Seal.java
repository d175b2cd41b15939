package dev.chatchannel.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes letters so that who shares the Redis can neither read what is said in private nor say something in our name.
 *
 * <p>AES-GCM, with the topic as additional data: a letter counts only where it was sent. Each process has a key of its own, made of the secret of
 * the place and a salt that goes with the letter, and counts its letters; so no nonce comes twice, and nobody has to agree on anything.
 *
 * <p>Threads: any.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D, 8.2.1</a>
 */
final class Seal {
    private static final int SALT_BYTES = 16;
    private static final int COUNT_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MOST_KEYS = 1_000;

    private final byte[] secret;
    private final byte[] salt = new byte[SALT_BYTES];
    private final AtomicLong count = new AtomicLong();
    private final Map<ByteBuffer, SecretKey> keys = new ConcurrentHashMap<>();

    /** @param secret that all nodes of the place know, and nobody else */
    Seal(byte[] secret) {
        this.secret = secret.clone();
        new SecureRandom().nextBytes(salt);
    }

    byte[] close(String topic, byte[] letter) {
        ByteBuffer sealed = ByteBuffer.allocate(SALT_BYTES + COUNT_BYTES + letter.length + TAG_BITS / 8);
        long number = count.incrementAndGet();
        sealed.put(salt).putLong(number);
        try {
            cipher(Cipher.ENCRYPT_MODE, topic, salt, number).doFinal(ByteBuffer.wrap(letter), sealed);
            return sealed.array();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java has no AES-GCM", missing);
        }
    }

    /** @return the letter; empty when it was not closed with this secret, or for another topic */
    Optional<byte[]> open(String topic, byte[] sealed) {
        if (sealed.length < SALT_BYTES + COUNT_BYTES + TAG_BITS / 8) return Optional.empty();
        ByteBuffer rest = ByteBuffer.wrap(sealed);
        byte[] theirs = new byte[SALT_BYTES];
        rest.get(theirs);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, topic, theirs, rest.getLong());
            return Optional.of(cipher.doFinal(sealed, rest.position(), rest.remaining()));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String topic, byte[] from, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
        cipher.init(mode, key(from), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(topic.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey key(byte[] from) throws GeneralSecurityException {
        SecretKey known = keys.get(ByteBuffer.wrap(from));
        if (known != null) return known;
        if (keys.size() >= MOST_KEYS) keys.clear(); // processes that are gone, or a stranger's noise
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        SecretKey made = new SecretKeySpec(mac.doFinal(from), "AES");
        keys.put(ByteBuffer.wrap(from.clone()), made);
        return made;
    }
}
