package dev.chatchannel.channel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest entries of a log. It takes as much room as was ever needed at once, up to its bounds: none before something is said.
 *
 * <p><b>Order.</b> An entry's slot is its offset modulo the number of slots. Who wants offset n looks into that slot, and finds n there
 * or something else; a wrong answer is impossible, whichever array is looked into.
 *
 * <p><b>Growing.</b> The larger array is filled before it is published, and the smaller one is never written to again. Who still holds
 * the smaller one finds there what was in memory when the look began.
 *
 * <p><b>Threads.</b> Written under the lock of its log; {@link #at} by any, without locks.
 */
final class Ring {
    private static final int FIRST_SLOTS = 8;
    private static final AtomicReferenceArray<Entry> NO_SLOTS = new AtomicReferenceArray<>(0);

    private final LogBounds bounds;
    private volatile AtomicReferenceArray<Entry> slots = NO_SLOTS; // replaced by a larger one; readers take what is there
    private long oldest; // who writes only; 0 before the first
    private long bytes; // who writes only

    Ring(LogBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes the entry with the next offset, and forgets the oldest that no longer fit. */
    void add(Entry entry) {
        long newest = entry.event().offset();
        oldest = oldest == 0 ? newest : Math.max(oldest, newest - bounds.events() + 1);
        if (newest - oldest >= slots.length()) grow((int) (newest - oldest) + 1);
        forget(slot(newest));
        slots.set(slot(newest), entry);
        bytes += entry.weight();
        while (bytes > bounds.bytes() && oldest < newest) forget(slot(oldest++));
    }

    /** @return the entry, or null when it is not in memory */
    Entry at(long offset) {
        AtomicReferenceArray<Entry> now = slots;
        if (now.length() == 0) return null;
        Entry entry = now.get((int) (offset % now.length()));
        return entry == null || entry.event().offset() != offset ? null : entry;
    }

    void forgetWords(long message) {
        for (int slot = 0; slot < slots.length(); slot++) {
            Entry entry = slots.get(slot);
            if (entry != null && entry.hasWordsOf(message)) forget(slot);
        }
    }

    /** @return how many entries it has room for now */
    int room() {
        return slots.length();
    }

    private void grow(int needed) {
        int size = Math.min(bounds.events(), Math.max(needed, Math.max(FIRST_SLOTS, 2 * slots.length())));
        AtomicReferenceArray<Entry> larger = new AtomicReferenceArray<>(size);
        bytes = 0;
        for (long offset = oldest; offset < oldest + slots.length(); offset++) {
            Entry entry = at(offset);
            if (entry == null) continue;
            larger.set((int) (offset % size), entry);
            bytes += entry.weight();
        }
        slots = larger;
    }

    private void forget(int slot) {
        Entry old = slots.getAndSet(slot, null);
        if (old != null) bytes -= old.weight();
    }

    private int slot(long offset) {
        return (int) (offset % slots.length());
    }
}
