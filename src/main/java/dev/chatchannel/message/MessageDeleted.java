package dev.chatchannel.message;

/** A message was taken back, by its author or by the operator: its text, its file and its reactions are gone. */
public record MessageDeleted(ChannelName channel, long offset, Author author, long time, long target)
        implements MessageChanged {}
