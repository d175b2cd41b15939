package dev.chatchannel.message;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** What goes out on the wire of one protocol; made once and sent to every reader of that protocol who stands at the same place. */
public sealed interface Frame {
    /**
     * One text message, or several that leave together, in this order.
     *
     * <p>Threads: any. It may be encoded twice when two senders come first at once; both are equal and one is forgotten.
     */
    final class Text implements Frame {
        private final List<String> messages;
        private final int characters; // asked for by each reader that the frame goes to
        private volatile ByteBuffer encoded; // replaced, never changed

        public Text(String message) {
            this(List.of(message));
        }

        public Text(List<String> messages) {
            this.messages = List.copyOf(messages);
            this.characters = lengthOf(this.messages);
        }

        public List<String> messages() {
            return messages;
        }

        /** @return how long all are together */
        public int characters() {
            return characters;
        }

        /**
         * Encodes it, the first time; {@code encoder} must be the same each time.
         *
         * @return the bytes, with a position of its own
         */
        public ByteBuffer encoded(Function<Text, ByteBuffer> encoder) {
            ByteBuffer known = encoded;
            if (known == null) encoded = known = encoder.apply(this);
            return known.duplicate();
        }

        private static int lengthOf(List<String> messages) {
            int characters = 0;
            for (String message : messages) characters += message.length();
            return characters;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && messages.equals(text.messages);
        }

        @Override
        public int hashCode() {
            return messages.hashCode();
        }

        @Override
        public String toString() {
            return "Text" + messages;
        }
    }

    /** A binary frame with the content of a file, which is read from the store when its turn comes. */
    record File(FileId file) implements Frame {}

    /** A ping frame of the WebSocket itself. */
    record Ping() implements Frame {}
}
