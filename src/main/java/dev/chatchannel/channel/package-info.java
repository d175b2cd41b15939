/**
 * Order and fan-out: a log per channel, a cursor per subscription, and who is here.
 *
 * <p>In: committed events, in commit order. Out: wake-ups to those who read, and events from where each stands. Knows
 * nothing of sockets, JSON or rights; whoever holds a {@code ChannelLog} may read it, so only {@code command.Rights} asks
 * for one. Public: {@code Channels}, {@code ChannelLog}, {@code Cursor}, {@code Presence},
 * {@code LogBounds}; the port {@code History}.
 */
package dev.chatchannel.channel;
