package dev.chatchannel;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What people call the machine that we run on. */
final class HostName {
    private static final int LONGEST = 100;

    private HostName() {}

    /** May block for some seconds, where the network does not know its own machines. */
    static String get() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(LONGEST, name.length()));
        } catch (UnknownHostException nameless) {
            return "";
        }
    }
}
