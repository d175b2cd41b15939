/**
 * Order and fan-out: a log per channel, a cursor per subscription, who may do what there, and who is here.
 *
 * <p>In: committed events, of this node and of others, in any order. Out: wake-ups to those who read, and events from where each stands. Knows
 * nothing of sockets or JSON, and of rights only the facts: only {@code command.Rights} decides, and asks for a {@code ChannelLog}.
 * Public: {@code Channels}, {@code ChannelLog}, {@code Access}, {@code Cursor} and its {@code Reader}, {@code Presence},
 * {@code LogBounds}, {@code MarkMove}; the ports {@code History} and {@code Directory}.
 */
package dev.chatchannel.channel;
