package dev.chatchannel.file;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ContentId;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.FileName;
import dev.chatchannel.message.StoredFile;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One file that is coming. It keeps one part in memory, and writes it to the store when it is full. It ends once: kept, or given up, and
 * then nothing of it stays.
 *
 * <p>Threads: any, one at a time; giving up waits for the part that is being written.
 */
public final class Upload {
    private static final int PART = 256 << 10;

    /** Whose it is, where it goes, and what it is called. */
    record Source(AccountId uploader, ChannelName channel, FileName name) {}

    private final Uploads uploads;
    private final Source source;
    private final Runnable release;
    private final ContentId content;
    private final Hash hash = new Hash();
    private byte[] part = new byte[16 << 10]; // grows to PART
    private int filled;
    private byte[] start = new byte[0];
    private long written;
    private boolean over;

    Upload(Uploads uploads, Source source, Runnable release) {
        this.uploads = uploads;
        this.source = source;
        this.release = release;
        this.content = ContentId.at(uploads.clock().millis());
    }

    /**
     * Takes the next bytes. Blocks while a part is written.
     *
     * @return whether a part is full with them
     * @throws UploadRefused when it grows too large
     */
    public synchronized boolean take(byte[] bytes, int count) {
        if (over) return false;
        if (written + filled + count > uploads.most()) throw uploads.tooLarge();
        hash.add(bytes, count);
        boolean isFull = false;
        for (int from = 0; from < count; ) {
            int taken = Math.min(count - from, PART - filled);
            ensureRoom(filled + taken);
            System.arraycopy(bytes, from, part, filled, taken);
            filled += taken;
            from += taken;
            if (filled == PART) isFull = write();
        }
        return isFull;
    }

    /** Ends it: the file is whole. Looks into it and keeps it, on another thread; fails with {@link UploadRefused}, and then nothing of it stays. */
    public CompletionStage<Attachment> finish() {
        return CompletableFuture.supplyAsync(this::kept, uploads.makers());
    }

    /** Ends it: the rest will not come. What came is forgotten on another thread. Does nothing when it has ended. */
    public synchronized void abandon() {
        if (over) return;
        end();
        if (written > 0) uploads.forget(content);
    }

    private synchronized Attachment kept() {
        try {
            if (over) throw new UploadRefused(UploadRefused.Why.BUSY, "It was given up.");
            if (written + filled == 0) throw new UploadRefused(UploadRefused.Why.EMPTY, "The file is empty.");
            if (filled > 0) write();
            Attachment about = keep(hash.hex());
            end();
            return about;
        } catch (RuntimeException failure) {
            abandon();
            throw failure;
        }
    }

    /** What the store knows of the same content lacks the thumbnail; so when that content has gone meanwhile, ours is looked into after all. */
    private Attachment keep(String known) {
        FileStore store = uploads.store();
        long now = uploads.clock().millis();
        Optional<StoredFile> same = store.looks(known).filter(Looks::isComplete).map(looks -> file(looks, known, now));
        if (same.isPresent() && store.keepSame(same.get(), now)) return same.get().about();
        Looks looks = look();
        StoredFile file = file(looks, known, now);
        if (!store.keep(file, looks, now)) throw new UploadRefused(UploadRefused.Why.NO_CHANNEL, "There is no such channel any more.");
        return file.about();
    }

    private StoredFile file(Looks looks, String known, long now) {
        Attachment about = new Attachment(FileId.at(now), looks.type(), written, source.name.value(), looks.width(), looks.height());
        return new StoredFile(source.channel, Optional.of(source.uploader), false, about, content, known);
    }

    private Looks look() {
        FileType type = FileType.of(start, start.length);
        Optional<Looks> picture = type.isPicture() ? Pictures.look(type, new StoredBytes(uploads.store(), content, written)) : Optional.empty();
        return picture.orElseGet(() -> Looks.of(type));
    }

    private boolean write() {
        if (written == 0) start = Arrays.copyOf(part, Math.min(filled, FileType.START));
        uploads.store().add(content, written, filled == part.length ? part : Arrays.copyOf(part, filled), uploads.clock().millis());
        written += filled;
        filled = 0;
        return true;
    }

    private void ensureRoom(int wanted) {
        if (wanted > part.length) part = Arrays.copyOf(part, Math.min(PART, Math.max(wanted, part.length * 4)));
    }

    private void end() {
        over = true;
        part = new byte[0];
        filled = 0;
        release.run();
    }
}
