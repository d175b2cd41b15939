package dev.chatchannel.websocket;

import dev.chatchannel.message.Frame;
import java.util.function.Consumer;

/** The sending half of a socket. One call at a time: the next one only after {@code done} of the last was called. */
interface Transport {
    /**
     * Sends a frame, without waiting.
     *
     * @param done called once, on any thread, perhaps before this returns; with null when the frame is on its way, else with
     *     what went wrong
     */
    void send(Frame frame, Consumer<Throwable> done);

    /** Closes the socket, on another thread. Any time, any number of times. */
    void close(int code, String reason);
}
