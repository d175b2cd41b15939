package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;

/**
 * Somebody has read a channel up to this offset.
 *
 * @param back whether the mark moves there though they had read further; else it only moves forward
 */
public record MarkMove(AccountId account, ChannelName channel, long offset, boolean back) {}
