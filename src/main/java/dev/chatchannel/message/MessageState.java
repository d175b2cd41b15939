package dev.chatchannel.message;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a message since it was posted, when it was read.
 *
 * @param edited time of the last edit, in milliseconds since 1970
 * @param deleted then the message has no text, no file and no reactions
 * @param reactions in the order in which they first came
 * @param thread the replies to it, if there are any
 */
public record MessageState(OptionalLong edited, boolean deleted, List<ReactionTally> reactions, Optional<ThreadTally> thread) {
    /** Nothing happened to it yet. */
    public static final MessageState FRESH = new MessageState(OptionalLong.empty(), false, List.of());

    public MessageState {
        reactions = List.copyOf(reactions);
    }

    /** Of a message without replies. */
    public MessageState(OptionalLong edited, boolean deleted, List<ReactionTally> reactions) {
        this(edited, deleted, reactions, Optional.empty());
    }

    /** @return the same state with other reactions */
    public MessageState with(List<ReactionTally> others) {
        return new MessageState(edited, deleted, others, thread);
    }
}
