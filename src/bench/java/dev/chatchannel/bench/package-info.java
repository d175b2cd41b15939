/**
 * Measures speed and size, and prints tables. {@code src/docs/performance.md} says how to run it.
 *
 * <p>In: the WAR that was built, and yardsticks to hold beside it. Out: Markdown. This process is the load too: {@link
 * dev.chatchannel.bench.Crowd} holds all connections on one thread, senders and readers on one clock. Never in the WAR.
 */
package dev.chatchannel.bench;
