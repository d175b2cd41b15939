package dev.chatchannel.message;

/** What one event looks like on the wire of one protocol; made once and sent to every reader of that protocol. */
public sealed interface Frame {
    /** A text frame, or one of several parts of it. */
    record Text(String text) implements Frame {}

    /** A binary frame with the content of a file, which is read from the store when its turn comes. */
    record File(FileId file) implements Frame {}

    /** A ping frame of the WebSocket itself. */
    record Ping() implements Frame {}
}
