package dev.chatchannel.websocket;

import jakarta.websocket.server.ServerEndpoint;

/** The path that the public Centrifuge SDKs know; they offer no subprotocol. */
@ServerEndpoint("/connection/websocket")
public final class CentrifugeEndpoint extends ChatEndpoint {}
