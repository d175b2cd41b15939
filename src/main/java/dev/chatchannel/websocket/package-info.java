/**
 * Live connections: the handshake's guard, what comes in, what goes out, staying alive, closing.
 *
 * <p>In: frames of one client. Out: commands to {@code command}, frames from the channels' logs. Nothing here waits for a
 * socket or a database. May not enter: SQL, rights (they are asked in {@code command}). Public: {@code Handshake} and {@code
 * Sessions}, for the root; the endpoints, for the container.
 */
package dev.chatchannel.websocket;
