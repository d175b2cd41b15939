/**
 * Writes the answers to requests: results, and what was refused.
 *
 * <p>In: what {@code protocol} says. Out: status, headers and JSON. Knows no paths and no callers. Public: {@code Answer}, for {@code
 * http} and for the refusals of the handshake.
 */
package dev.chatchannel.answer;
