package dev.chatchannel.gate;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Optional;
import java.util.Set;

/** Turns away jakarta containers before EE 10, and Javas before 17. */
public final class JakartaGate implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> none, ServletContext context) throws ServletException {
        Optional<String> complaint = complaint(
                context.getMajorVersion(), context.getServerInfo(), System.getProperty("java.specification.version"));
        if (complaint.isPresent()) {
            throw new ServletException(complaint.get());
        }
        context.addServlet("nothing-here", NothingHere.class).addMapping("/dev/*");
    }

    /** Says what is wrong with this container, if something is. */
    static Optional<String> complaint(int servletVersion, String serverInfo, String javaVersion) {
        if (servletVersion < 6) {
            return Optional.of(Needs.container(serverInfo));
        }
        return Double.parseDouble(javaVersion) < 17 ? Optional.of(Needs.java(javaVersion)) : Optional.empty();
    }
}
