package dev.chatchannel;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.naming.Binding;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;

/** The settings that a container adds: its context parameters {@code chat-channel.NAME}, and {@code java:comp/env/chat-channel/NAME}. */
final class ContainerSettings {
    private static final String DIRECTORY = "java:comp/env/chat-channel";

    private ContainerSettings() {}

    static SettingSources of(ServletContext context) {
        Map<String, String> parameters = new TreeMap<>();
        Collections.list(context.getInitParameterNames()).forEach(name -> parameters.put(name, context.getInitParameter(name)));
        return new SettingSources(SettingSources.properties(System.getProperties()), System.getenv(), directory(), parameters);
    }

    private static Map<String, String> directory() {
        Map<String, String> values = new TreeMap<>();
        try {
            NamingEnumeration<Binding> bindings = new InitialContext().listBindings(DIRECTORY);
            while (bindings.hasMore()) {
                Binding binding = bindings.next();
                values.put(binding.getName(), String.valueOf(binding.getObject()));
            }
        } catch (NameNotFoundException | NoInitialContextException nothingThere) {
            // Most have none.
        } catch (NamingException failure) {
            throw new SettingsRefused(java.util.List.of("The container's " + DIRECTORY + " cannot be read (" + failure + ")."));
        }
        return values;
    }
}
