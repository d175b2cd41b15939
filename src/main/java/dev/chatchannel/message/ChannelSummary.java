package dev.chatchannel.message;

import java.util.List;

/**
 * A channel in a list.
 *
 * @param slowSeconds between two messages of one person; 0 for no slow mode
 * @param role of the asker
 * @param head offset of its newest event
 * @param people of a direct channel, all; of another none
 * @param attention the asker's
 */
public record ChannelSummary(
        ChannelName name, String title, ChannelKind kind, String topic, boolean archived, int slowSeconds, Role role, long head, int members,
        List<Author> people, Attention attention) {}
