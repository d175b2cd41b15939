package dev.chatchannel.gate;

import java.util.Set;
import javax.servlet.ServletContainerInitializer;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;

/** Turns away containers that still speak javax, where none of our annotations would be seen and every page be missing. */
public final class JavaxGate implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> none, ServletContext context) throws ServletException {
        throw new ServletException(Needs.container(context.getServerInfo()));
    }
}
