package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Optional;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The pictures of people: whatever they bring is cut to a square and made small, and nothing else of it is kept.
 *
 * <p>Threads: any; every method blocks.
 */
public final class Avatars {
    /** Of a picture that somebody brings, in bytes. */
    public static final int MOST = 4 << 20;

    private final AvatarStore store;
    private final Clock clock;

    public Avatars(AvatarStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<Avatar> of(AccountId account) {
        return store.avatar(account);
    }

    /** @throws UploadRefused when it is no picture that can be read */
    public void set(AccountId account, byte[] picture) {
        Thumbnail small = Pictures.avatar(FileType.of(picture), new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
        store.keep(account, new Avatar(small.type(), Hash.of(small.bytes()), small.bytes()));
    }

    /** Takes one's own picture away. @return false when there was none */
    public boolean remove(AccountId account) {
        return store.forget(account);
    }

    /** Takes somebody else's picture away. @return false when there was none */
    public boolean take(AccountId account, Author by) {
        return store.take(account, by, clock.millis());
    }
}
