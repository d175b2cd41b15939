package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.StoredFile;
import java.util.Optional;

/**
 * Where files are kept, in parts, so that nobody holds a whole one. Implemented in SQL by {@code storage}.
 *
 * <p>A content comes part by part, and is nobody's until {@link #keep} says whose file it is. A content that is there already is kept once.
 *
 * <p>Threads: any; every method blocks. All throw {@code FilesUnavailable} when the store is at fault.
 */
public interface FileStore {
    /** Adds the next part of a content that is coming; the first one begins it. */
    void add(ContentId content, long offset, byte[] part, long now);

    /** Forgets a content that is not kept: it was given up on the way. */
    void forget(ContentId content);

    /** @return what is known of a content with this hash, if one is kept already */
    Optional<Looks> looks(String hash);

    /**
     * Keeps a file whose content is kept already, by its hash; that which came is forgotten.
     *
     * @return false when there is no such content any more, or its channel is gone; then nothing was kept
     */
    boolean keepSame(StoredFile file, long now);

    /**
     * Keeps a file whose content has come whole, and which no message carries yet.
     *
     * @return false when its channel is gone; then nothing was kept
     */
    boolean keep(StoredFile file, Looks looks, long now);

    Optional<StoredFile> find(FileId file);

    /** @return how many bytes this account has brought that no message carries yet */
    long waiting(AccountId uploader);

    /** @return the part in which that place of a content lies, from there to the part's end; empty at the end of the content, or when it is gone */
    byte[] read(ContentId content, long offset);

    Optional<Thumbnail> thumbnail(ContentId content);

    /** Forgets what no message carries and was brought before that time, and every content that no file has any more. */
    void sweep(long before);

    /** Forgets contents that were coming when the last server ended. Only before any comes. */
    void sweepInterrupted();
}
