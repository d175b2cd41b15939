/**
 * How much of everything.
 *
 * <p>In: the operator's settings. Out: numbers, in one table. Knows nobody. Public: {@code Limits}.
 */
package dev.chatchannel.limit;
