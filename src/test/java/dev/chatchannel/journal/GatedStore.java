package dev.chatchannel.journal;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A store whose commits wait before a gate, so that a test decides what happens meanwhile. The store behind is real. */
final class GatedStore implements EventStore {
    private final EventStore behind;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    GatedStore(EventStore behind) {
        this.behind = behind;
    }

    @Override
    public List<Outcome> commit(List<Draft> drafts, long time) {
        reached.countDown();
        await(open);
        return behind.commit(drafts, time);
    }

    void awaitCommit() {
        await(reached);
    }

    void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            throw new AssertionError(end);
        }
    }
}
