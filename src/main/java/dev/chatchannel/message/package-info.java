/**
 * The values that all rooms speak: names, ids, authors and events, as records that refuse bad input.
 *
 * <p>In: nothing. Out: values. May not enter: threads, I/O, JSON, SQL.
 */
package dev.chatchannel.message;
