package dev.chatchannel.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class JakartaGateTest {
    @Test
    void ee_10_on_java_17_is_welcome() {
        assertEquals(Optional.empty(), JakartaGate.complaint(6, "Apache Tomcat/10.1.59", "17"));
    }

    @Test
    void an_older_servlet_version_is_told_which_containers_do() {
        assertEquals(
                Optional.of("Chat Channel needs a Jakarta EE 10 container: Tomcat 10.1 or newer, or WildFly 27 or newer; "
                        + "this is Apache Tomcat/10.0.27."),
                JakartaGate.complaint(5, "Apache Tomcat/10.0.27", "17"));
    }

    @Test
    void an_older_java_is_told_which_does() {
        assertEquals(
                Optional.of("Chat Channel needs Java 17 or newer; this container runs on Java 11."),
                JakartaGate.complaint(6, "Apache Tomcat/10.1.59", "11"));
    }
}
