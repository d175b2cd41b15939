/**
 * Tells other nodes. It carries hints, never truth: a lost hint costs delay.
 *
 * <p>In: how far a channel has come, with the events that led there; signals. Out: the same, on other nodes. Knows nobody. Public: the port
 * {@code Relay}, {@code Hint}, {@code Signal}, the {@code Board} of signals that must arrive and its port {@code SignalStore}, {@code LivingNodes} and their port {@code NodeStore}, {@code NoRelay}, {@code RedisRelay} and its {@code RedisAddress}.
 */
package dev.chatchannel.relay;
