/**
 * Tells other nodes. It carries hints, never truth: a lost hint costs delay.
 *
 * <p>In: how far a channel has come. Out: the same, on other nodes. Knows nobody. Public: the port {@code Relay}, {@code Hint},
 * {@code NoRelay}.
 */
package dev.chatchannel.relay;
