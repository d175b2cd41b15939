package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Author;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The pictures of people: whatever they bring is cut to a square and made small, and nothing else of it is kept.
 *
 * <p>Threads: any; every method blocks but {@link #set}, whose work waits for those who look into pictures, and not many at once.
 */
public final class Avatars {
    /** Of a picture that somebody brings, in bytes. */
    public static final int MOST = 4 << 20;

    private static final int AT_ONCE = 8;

    private final AvatarStore store;
    private final Executor makers;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param makers look into pictures */
    public Avatars(AvatarStore store, Executor makers, Clock clock) {
        this.store = store;
        this.makers = makers;
        this.clock = clock;
    }

    public Optional<Avatar> of(AccountId account) {
        return store.avatar(account);
    }

    /** Fails with {@link UploadRefused} when it is no picture that can be read, or too many wait. */
    public CompletionStage<Void> set(AccountId account, byte[] picture) {
        if (!places.tryAcquire()) return CompletableFuture.failedFuture(busy());
        return CompletableFuture.runAsync(() -> make(account, picture), makers).whenComplete((done, failure) -> places.release());
    }

    /** Takes one's own picture away. @return false when there was none */
    public boolean remove(AccountId account) {
        return store.forget(account);
    }

    /** Takes somebody else's picture away. @return false when there was none */
    public boolean take(AccountId account, Author by) {
        return store.take(account, by, clock.millis());
    }

    private void make(AccountId account, byte[] picture) {
        Thumbnail small = Pictures.avatar(FileType.of(picture), new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
        store.keep(account, new Avatar(small.type(), Hash.of(small.bytes()), small.bytes()));
    }

    private static UploadRefused busy() {
        return new UploadRefused(UploadRefused.Why.BUSY, "Too many pictures are brought at once; try again in a moment.");
    }
}
