package dev.chatchannel.standalone.server;

import dev.chatchannel.standalone.CannotStart;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the server listens. No address: on all of this machine. Port 0: on any free one. */
record Listening(Optional<String> address, int port) {
    private static final String DEFAULT_PORT = "8080";

    /** Reads the settings: system properties (the command line is among them) before environment variables. */
    static Listening from(UnaryOperator<String> properties, UnaryOperator<String> environment) {
        Optional<String> port = first(properties.apply("chat-channel.port"), environment.apply("CHAT_CHANNEL_PORT"));
        Optional<String> address = first(properties.apply("chat-channel.address"), environment.apply("CHAT_CHANNEL_ADDRESS"));
        address.ifPresent(Listening::checkAddress);
        return new Listening(address, port(port.orElse(DEFAULT_PORT)));
    }

    private static Optional<String> first(String property, String variable) {
        return Optional.ofNullable(property)
                .or(() -> Optional.ofNullable(variable))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw CannotStart.badSetting("The port must be a number from 0 to 65535, not \"" + text
                + "\"; set it with --port=… or CHAT_CHANNEL_PORT.");
    }

    private static void checkAddress(String text) {
        try {
            InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw CannotStart.badSetting("The address must be one of this machine, not \"" + text
                    + "\"; set it with --address=… or CHAT_CHANNEL_ADDRESS.");
        }
    }
}
