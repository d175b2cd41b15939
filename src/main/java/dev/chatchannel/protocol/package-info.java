/**
 * Bytes to words and back: commands, replies, refusals, closes, and how plain text and the Centrifuge JSON protocol write them.
 *
 * <p>In: text of a frame or of a request. Out: a {@code Command}; and the text of replies and events. Pure: no threads, no
 * I/O, no rights. Public: the words, {@code Fields}, {@code Json}, {@code PlainText}, {@code CentrifugeJson}.
 */
package dev.chatchannel.protocol;
