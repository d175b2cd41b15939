package dev.chatchannel.channel;

import dev.chatchannel.message.Frame;
import dev.chatchannel.message.FrameWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Some events that follow each other. Readers who stand at the same place share one, and with it the frames that were made of it.
 *
 * <p>Threads: any. The frames may be made twice when two readers come first at once; both times they are equal, and one is forgotten.
 */
public final class Run {
    static final Run NONE = new Run(List.of(), true, 0);

    private final List<Entry> entries;
    private final boolean full;
    private final int erasures;
    private volatile Made made; // replaced, never changed

    /**
     * @param full whether it is as long as a run gets, so that later events cannot make it longer
     * @param erasures how often words had been erased from the log before it was made
     */
    Run(List<Entry> entries, boolean full, int erasures) {
        this.entries = entries;
        this.full = full;
        this.erasures = erasures;
    }

    static Run of(List<Entry> entries) {
        return new Run(List.copyOf(entries), true, 0);
    }

    public List<Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Makes frames of all, as few as the protocol allows, the first time.
     *
     * @return none when the protocol shows none of the events
     */
    public List<Frame> frames(FrameWriter writer) {
        Made known = made;
        if (known != null && known.writer == writer) return known.frames;
        List<Frame> frames = List.copyOf(make(writer));
        made = new Made(writer, frames);
        return frames;
    }

    /** @return whether a reader at this offset may be given it, when the log has come as far as {@code head} */
    boolean serves(long offset, long head, int erasures) {
        return this.erasures == erasures && !isEmpty() && first() == offset + 1 && (full || last() == head);
    }

    long last() {
        return entries.get(entries.size() - 1).event().offset();
    }

    private long first() {
        return entries.get(0).event().offset();
    }

    private List<Frame> make(FrameWriter writer) {
        List<Frame> frames = new ArrayList<>();
        List<Frame.Text> texts = new ArrayList<>();
        for (Entry entry : entries) {
            Frame frame = entry.frame(writer).orElse(null);
            if (frame instanceof Frame.Text text) {
                texts.add(text);
            } else if (frame != null) {
                join(texts, writer, frames);
                frames.add(frame);
            }
        }
        join(texts, writer, frames);
        return frames;
    }

    private static void join(List<Frame.Text> texts, FrameWriter writer, List<Frame> into) {
        if (!texts.isEmpty()) into.add(writer.join(texts));
        texts.clear();
    }

    private record Made(FrameWriter writer, List<Frame> frames) {}
}
