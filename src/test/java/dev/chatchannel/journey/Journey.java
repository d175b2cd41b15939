package dev.chatchannel.journey;

import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.JsonClient;
import dev.chatchannel.kit.Opening;
import dev.chatchannel.kit.Place;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.net.URI;
import java.util.List;

/** The ways to come in that all journeys use. */
public interface Journey extends Place {
    /** The channels that every server of a journey has, as the setting {@code channels} takes them. */
    String CHANNELS = "lobby,news,hall,tabs,clean,fin,reset,error";

    /** The plain chat of a channel. */
    default URI plainPath(String channel) {
        return ws("chat-channel/?channel=" + channel);
    }

    /**
     * Joins a channel and says hello, so that from here on it hears everything.
     *
     * @param earlier those who are there already: they hear the hello
     */
    default Client join(String channel, Client... earlier) {
        return greet(Client.connect(plainPath(channel)), earlier);
    }

    /** The same, for a client that connected in a way of its own. */
    default Client greet(Client client, Client... earlier) {
        String hello = Wire.freshName("Hello");
        client.send(hello);
        String heard = client.next();
        while (!heard.endsWith(": " + hello)) heard = client.next(); // the end of what was said before
        for (Client other : earlier) other.expect(heard);
        return client;
    }

    /** Opens a plain socket of which nothing is expected but what the test says. */
    default RawSocket raw(String channel) {
        return Opening.of(plainPath(channel)).open();
    }

    /** Connects by JSON, and has said {@code connect}. */
    default JsonClient json() {
        JsonClient client = unconnected();
        client.done("connect", "{}");
        return client;
    }

    /** Connects by JSON, and says nothing. */
    default JsonClient unconnected() {
        return JsonClient.over(Client.connect(ws("connection/websocket")));
    }

    default Http web() {
        return Http.at(this);
    }

    /** Origins of pages that are not ours, some of which look as if they were. */
    default List<String> foreignOrigins() {
        String host = http("").getHost();
        String own = http("").getScheme() + "://" + http("").getAuthority();
        return List.of(
                "https://evil.example", "null", "http://" + host + ".evil.example", "http://evil-" + host, "http://" + host + ":1", "http://user@" + host + ":1",
                own.replace("://", "://user@"), "file://", own + ".evil.example", "http://[::1]:1", own + "@evil.example");
    }
}
