package dev.chatchannel.gate;

/** What Chat Channel needs, in the words that end up in the container's log. */
final class Needs {
    private Needs() {}

    static String container(String serverInfo) {
        return "Chat Channel needs a Jakarta EE 10 container: Tomcat 10.1 or newer, or WildFly 27 or newer; this is "
                + serverInfo + ".";
    }

    static String java(String version) {
        return "Chat Channel needs Java 17 or newer; this container runs on Java " + version + ".";
    }
}
