package dev.chatchannel.websocket;

import dev.chatchannel.protocol.CentrifugeJson;
import dev.chatchannel.protocol.PlainText;
import jakarta.websocket.server.ServerEndpoint;

/** The same door for those who leave out the slash: containers tell the two paths apart. */
@ServerEndpoint(value = "/chat-channel", subprotocols = {CentrifugeJson.NAME, PlainText.NAME})
public final class ChatEndpointWithoutSlash extends ChatEndpoint {}
