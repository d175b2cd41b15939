package dev.chatchannel.channel;

import dev.chatchannel.message.Event;
import dev.chatchannel.message.Frame;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Some events that follow each other. Readers who stand at the same place share one, and with it the frame that was made of it.
 *
 * <p>Threads: any. The joined frame may be made twice when two readers come first at once; both are equal and one is forgotten.
 */
public final class Run {
    static final Run NONE = new Run(List.of(), true, 0);

    private final List<Entry> entries;
    private final boolean full;
    private final int erasures;
    private volatile Joined joined; // replaced, never changed

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
     * Makes one text frame of all, joined by line breaks, the first time; {@code writer} must be the same object each time for its
     * protocol, and must make text frames.
     *
     * @return empty when the protocol shows none of them
     */
    public Optional<Frame> joined(Function<Event, Optional<Frame>> writer) {
        Joined known = joined;
        if (known != null && known.writer == writer) return known.frame;
        Optional<Frame> frame = join(writer);
        joined = new Joined(writer, frame);
        return frame;
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

    private Optional<Frame> join(Function<Event, Optional<Frame>> writer) {
        StringJoiner lines = new StringJoiner("\n");
        entries.forEach(entry -> entry.frame(writer).ifPresent(frame -> lines.add(((Frame.Text) frame).text())));
        return lines.length() == 0 ? Optional.empty() : Optional.of(new Frame.Text(lines.toString()));
    }

    private record Joined(Function<Event, Optional<Frame>> writer, Optional<Frame> frame) {}
}
