package dev.chatchannel.standalone.server;

import dev.chatchannel.standalone.CannotStart;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the server listens. No address: on all of this machine. Port 0: on any free one. */
record Listening(Optional<String> address, int port) {
    /** Reads what {@code CommandLine} found, and put into the system properties. */
    static Listening from(UnaryOperator<String> properties) {
        Optional<String> address = Optional.ofNullable(properties.apply("chat-channel.address"));
        address.ifPresent(Listening::checkAddress);
        return new Listening(address, Integer.parseInt(properties.apply("chat-channel.port")));
    }

    /** Tomcat would pass over a name that it cannot find, and listen everywhere. */
    private static void checkAddress(String text) {
        try {
            InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw CannotStart.badSetting("The address must be one of this machine, not \"" + text
                    + "\"; set it with --address=… or CHAT_CHANNEL_ADDRESS.");
        }
    }
}
