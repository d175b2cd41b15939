/**
 * How much of everything.
 *
 * <p>In: the operator's settings. Out: numbers, in one table. Knows nobody. Public: {@code Limits}, {@code Limit} with its {@code Rate}s,
 * {@code Limiter}, {@code MemoryPressure}.
 */
package dev.chatchannel.limit;
