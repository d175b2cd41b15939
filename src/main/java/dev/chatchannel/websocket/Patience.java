package dev.chatchannel.websocket;

/**
 * How long we wait for a client.
 *
 * @param pingSeconds between two pings
 * @param silenceSeconds without a whole message or a pong, until the connection is closed; and for the whole body of a request
 * @param sendSeconds that one send may take, until the connection is closed as too slow
 */
public record Patience(int pingSeconds, int silenceSeconds, int sendSeconds) {}
