package dev.chatchannel.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a target is spoken to. */
enum Dialect {
    /** The JSON protocol of Centrifugo, as Chat Channel speaks it. */
    JSON {
        @Override
        String path(List<String> channels) {
            return "connection/websocket";
        }

        @Override
        void opened(Connection connection, List<String> channels) {
            connection.sendText("{\"id\":1,\"connect\":{}}" + IntStream.range(0, channels.size())
                    .mapToObj(i -> "\n{\"id\":%d,\"subscribe\":{\"channel\":\"%s\"}}".formatted(2 + i, channels.get(i)))
                    .collect(Collectors.joining()));
        }

        @Override
        void heard(Connection connection, List<String> channels, String line) {
            if (line.equals("{}")) connection.sendText("{}");
            if (!line.startsWith("{\"id\":")) return;
            if (line.contains("\"error\":")) connection.refused(line);
            else if (line.startsWith("{\"id\":" + (1 + channels.size()) + ",")) connection.ready();
            else if (line.contains(",\"publish\":")) connection.acknowledged();
        }

        @Override
        String publish(String channel, String text) {
            return "{\"id\":1000,\"publish\":{\"channel\":\"%s\",\"data\":{\"text\":\"%s\"}}}".formatted(channel, text);
        }
    },

    /** Chat Channel's plain text: whoever is connected to a channel hears it. */
    PLAIN {
        @Override
        String path(List<String> channels) {
            return "chat-channel/?channel=" + channels.get(0);
        }

        @Override
        void heard(Connection connection, List<String> channels, String line) {
            if (line.startsWith("! ")) connection.refused(line);
        }
    },

    /** The simplest of all: what one sends, all hear. */
    BARE {
        @Override
        String path(List<String> channels) {
            return "";
        }
    },

    /** The same in rooms, which are told apart by the path. */
    BARE_ROOMS {
        @Override
        String path(List<String> channels) {
            return channels.get(0);
        }
    },

    /** Socket.IO over a WebSocket from the start. */
    SOCKET_IO {
        @Override
        String path(List<String> channels) {
            return "socket.io/?EIO=4&transport=websocket";
        }

        @Override
        void opened(Connection connection, List<String> channels) {
            // the server speaks first
        }

        @Override
        void heard(Connection connection, List<String> channels, String line) {
            if (line.startsWith("0")) connection.sendText("40");
            else if (line.startsWith("40")) connection.ready();
            else if (line.equals("2")) connection.sendText("3");
        }

        @Override
        String publish(String channel, String text) {
            return "42[\"m\",\"" + text + "\"]";
        }
    };

    /** Where to connect, below the base address. */
    abstract String path(List<String> channels);

    /** Asks for the channels, after the handshake. */
    void opened(Connection connection, List<String> channels) {
        connection.ready();
    }

    /** Answers a line that is no message. */
    void heard(Connection connection, List<String> channels, String line) {
        // nothing is said but messages
    }

    /** @return what posts the text */
    String publish(String channel, String text) {
        return text;
    }
}
