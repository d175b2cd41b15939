package dev.chatchannel.message;

/**
 * The channel got another topic.
 *
 * @param topic empty when it has none any more
 */
public record TopicChanged(ChannelName channel, long offset, Author author, long time, String topic) implements Event {}
