/**
 * The same commands by request, signing in, files, and the guards in front of every page.
 *
 * <p>In: requests. Out: answers; and, for everything behind the filters, who is asking. May not enter: SQL, sockets. Public:
 * the filters and servlets, for the root.
 */
package dev.chatchannel.http;
