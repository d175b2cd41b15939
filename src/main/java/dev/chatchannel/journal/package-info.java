/**
 * Turns accepted drafts into committed events, many to one transaction.
 *
 * <p>In: {@link dev.chatchannel.journal.Draft}. Out: {@link dev.chatchannel.journal.Outcome}, and every new event to the
 * listener, in commit order. A draft is answered only after its commit. May not enter: sockets, JSON, channels' logs.
 * Public: {@code Journal} and the words it speaks; the port {@code EventStore}.
 */
package dev.chatchannel.journal;
