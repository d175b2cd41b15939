package dev.chatchannel.journal;

import dev.chatchannel.message.Attachment;
import dev.chatchannel.message.Reaction;
import java.util.Optional;

/** What a draft wants to happen in its channel. A {@code target} is the offset of a message there. */
public sealed interface Change {
    /** @return about how much memory it holds, in bytes */
    default long weight() {
        return 0;
    }

    /** Say something, or send a file, or both. */
    record Post(String text, Optional<Upload> upload) implements Change {
        @Override
        public long weight() {
            return text.length() + upload.map(file -> file.content().length).orElse(0);
        }
    }

    /** Say it anew. Only the author may. */
    record Edit(long target, String text) implements Change {
        @Override
        public long weight() {
            return text.length();
        }
    }

    /** Take it back: text, file and reactions. The author may, and the operator. */
    record Delete(long target) implements Change {}

    /** @param added false to take the reaction back */
    record React(long target, Reaction reaction, boolean added) implements Change {}

    /** @param topic empty for none. Whether the author may was decided before. */
    record SetTopic(String topic) implements Change {
        @Override
        public long weight() {
            return topic.length();
        }
    }

    /** Become a member. */
    record Join() implements Change {}

    /** Be a member no more. */
    record Leave() implements Change {}

    /**
     * A file on its way into the store, in the same transaction as the message that carries it.
     *
     * @param content not copied: nobody writes to it afterwards
     */
    record Upload(Attachment about, byte[] content) {}
}
