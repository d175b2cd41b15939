package dev.chatchannel.fault;

import dev.chatchannel.kit.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Posts in plain text as fast as its messages come back, and remembers which did. */
final class PlainSender implements Runnable {
    private static final int ON_THE_WAY = 200;

    private final String name;
    private final Runnable onAcknowledged;
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private final List<Post> acknowledged = new ArrayList<>(); // the wire's thread, until it is closed
    private final Wire wire;

    PlainSender(Place server, String name, Runnable onAcknowledged) {
        this.name = name;
        this.onAcknowledged = onAcknowledged;
        this.wire = Wire.open(server.ws("chat-channel/"), Map.of(), this::hear);
        wire.closed().thenRun(() -> room.release(ON_THE_WAY));
    }

    @Override
    public void run() {
        for (int number = 1; wire.isOpen(); number++) {
            room.acquireUninterruptibly();
            if (!wire.say(new Post(name, number).text())) return;
        }
    }

    Wire wire() {
        return wire;
    }

    /** @return what came back, in the order in which it did; after the end */
    List<Post> acknowledged() {
        wire.awaitClosed();
        return acknowledged;
    }

    private void hear(String frame) {
        if (frame.startsWith("!")) return; // refused: never acknowledged
        Post post = Post.of(frame);
        if (!post.sender().equals(name)) return;
        acknowledged.add(post);
        room.release();
        onAcknowledged.run();
    }
}
