/**
 * Decides and does: the one table of commands, the one place of rights and limits.
 *
 * <p>In: a {@code Command} and its {@code Caller}, from a socket or a request alike. Out: a {@code Reply}, or a refusal. May not
 * enter: sockets, requests, SQL. Public: {@code CommandRunner}, {@code CommandTable}, {@code Rights}, {@code Caller}; the port
 * {@code Connections}.
 */
package dev.chatchannel.command;
