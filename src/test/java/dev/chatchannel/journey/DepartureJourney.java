package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Client;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.Wire;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who is here, and that nobody stays who has gone, however they went. */
public interface DepartureJourney extends Journey {
    /** The ways to go; each in a channel of its own, named after it. */
    enum Departure {
        CLEAN(socket -> {
            socket.close(1000);
            assertEquals(1000, socket.readClose());
            socket.close();
        }),
        FIN(RawSocket::hangUp),
        RESET(RawSocket::vanish),
        ERROR(socket -> {
            socket.write(RawSocket.frame(RawSocket.LAST | RawSocket.TEXT, new byte[] {(byte) 0xff}));
            assertEquals(1007, socket.readClose());
            socket.close();
        });

        private final Consumer<RawSocket> going;

        Departure(Consumer<RawSocket> going) {
            this.going = going;
        }

        String channel() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    default void presence_shows_every_connection_and_whose_it_is() {
        String name = Wire.freshName("Ann");
        var dialling = Client.dial(plainPath("tabs")).with("Cookie", web().signIn(name).cookie());
        try (Client ann = greet(dialling.connect());
                Client annsOtherTab = greet(dialling.connect(), ann);
                Client guest = join("tabs", ann, annsOtherTab)) {
            String guestName = guest.send("me").expect("guest-…: me").replace(": me", "");
            List<String> names = new ArrayList<>();
            for (JsonNode person : presence("tabs").path("presence")) names.add(person.at("/conn_info/name").asText());
            assertEquals(List.of(name, name, guestName), names);
            assertEquals(3, stats("tabs").path("num_clients").asInt());
            assertEquals(2, stats("tabs").path("num_users").asInt());
        }
    }

    @Test
    default void however_fifty_clients_go_none_of_them_stays() {
        Map<Departure, List<RawSocket>> here = new EnumMap<>(Departure.class);
        for (Departure way : Departure.values()) {
            here.put(way, new ArrayList<>());
            for (int i = 0; i < 50; i++) here.get(way).add(raw(way.channel()));
        }
        for (Departure way : Departure.values()) awaitCount(way, 50);
        here.forEach((way, sockets) -> sockets.forEach(way.going));
        for (Departure way : Departure.values()) awaitCount(way, 0);
        here.keySet().forEach(this::assertStillTalks);
    }

    private void awaitCount(Departure way, int wanted) {
        Wire.await(() -> stats(way.channel()).path("num_clients").asInt() == wanted,
                () -> wanted + " clients that go by " + way + ", but " + stats(way.channel()));
    }

    private void assertStillTalks(Departure way) {
        try (Client next = join(way.channel())) {
            next.send("anybody?").expect("guest-…: anybody?");
        }
    }

    private JsonNode stats(String channel) {
        return web().api("presence_stats", "{\"channel\":\"" + channel + "\"}").result();
    }

    private JsonNode presence(String channel) {
        return web().api("presence", "{\"channel\":\"" + channel + "\"}").result();
    }
}
