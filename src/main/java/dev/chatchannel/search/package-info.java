/**
 * Finding what was said: what a text is found by, what is looked for, and who keeps the index up with the channels.
 *
 * <p>In: committed events, from the root. Out: {@link dev.chatchannel.search.SearchIndex}, implemented by {@code storage} and asked by {@code
 * command}. May not enter: rights, sockets, SQL. Public: what those rooms ask for by name.
 */
package dev.chatchannel.search;
