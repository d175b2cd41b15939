package dev.chatchannel;

import dev.chatchannel.http.AdminServlet;
import dev.chatchannel.http.AvatarServlet;
import dev.chatchannel.http.CommandServlet;
import dev.chatchannel.http.Entrance;
import dev.chatchannel.http.Forwarding;
import dev.chatchannel.http.HealthServlet;
import dev.chatchannel.http.ImportMap;
import dev.chatchannel.http.LateAnswers;
import dev.chatchannel.http.LivenessServlet;
import dev.chatchannel.http.ManifestServlet;
import dev.chatchannel.http.PageServlet;
import dev.chatchannel.http.ReadinessServlet;
import dev.chatchannel.http.ResetServlet;
import dev.chatchannel.http.SecurityHeaders;
import dev.chatchannel.http.ServiceWorkerServlet;
import dev.chatchannel.http.Shell;
import dev.chatchannel.http.SignInServlet;
import dev.chatchannel.http.SignOutServlet;
import dev.chatchannel.http.SignUpServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starts Chat Channel with its web application and stops it with it.
 *
 * <p>Filters and servlets are added here and not by annotations: so they get what they need through their constructors, and some
 * containers let only filters that were added by a listener see the WebSocket handshake.
 */
@WebListener
public final class Boot implements ServletContextListener {
    private static final Logger LOG = System.getLogger(Boot.class.getName());
    private static final List<String> PAGES = List.of("index.html", "admin.html");

    private ChatChannel chat;

    @Override
    public void contextInitialized(ServletContextEvent starting) {
        ServletContext context = starting.getServletContext();
        try {
            chat = ChatChannel.start(settings(context), context.getContextPath());
            addFilters(context);
            addServlets(context);
            LOG.log(Level.INFO, "Chat Channel has started; it keeps everything in {0}", chat.settings().database().isPresent() ? "a PostgreSQL" : chat.settings().home());
        } catch (IOException | RuntimeException failure) {
            stop();
            LOG.log(Level.ERROR, "Chat Channel did not start: " + failure.getMessage());
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopping) {
        stop();
    }

    private static Settings settings(ServletContext context) {
        SettingSources sources = ContainerSettings.of(context);
        if (!sources.passedOver().isEmpty()) {
            LOG.log(Level.INFO, "These variables are Kubernetes'', of services called like us, and no settings: {0}", String.join(", ", sources.passedOver()));
        }
        return Settings.of(sources);
    }

    private void addFilters(ServletContext context) throws IOException {
        filter(context, "late-answers", new LateAnswers(), DispatcherType.ASYNC);
        filter(context, "farewell", new Farewell(this::stop), DispatcherType.REQUEST);
        filter(context, "forwarding", new Forwarding(chat.settings().proxies()), DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter(context, "security-headers", new SecurityHeaders(importMapHashes(context)), DispatcherType.REQUEST);
        filter(context, "metrics", chat.metrics(), "/metrics", DispatcherType.REQUEST);
        filter(context, "bodies", chat.bodies(), DispatcherType.REQUEST);
        filter(context, "identification", chat.identification(), DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter(context, "handshake", chat.handshake(), DispatcherType.REQUEST, DispatcherType.ASYNC);
    }

    private void addServlets(ServletContext context) {
        Entrance entrance = chat.entrance();
        Shell.Finder pages = new Shell.Finder(context);
        servlet(context, "", new PageServlet(pages, "index.html"));
        servlet(context, "/admin", new AdminServlet());
        servlet(context, "/api/*", new CommandServlet(chat.runner(), chat.settings().limits()));
        servlet(context, "/files/*", chat.files());
        servlet(context, "/avatars/*", new AvatarServlet(chat.runner())).addMapping("/avatar");
        servlet(context, "/service-worker.js", new ServiceWorkerServlet(pages, PAGES));
        servlet(context, "/manifest.webmanifest", new ManifestServlet(chat.place()));
        servlet(context, "/health", new HealthServlet(chat.runner()));
        servlet(context, "/health/live", new LivenessServlet());
        servlet(context, "/health/ready", new ReadinessServlet(chat.readiness(), chat.heardByRedis()));
        servlet(context, "/sign-in", new SignInServlet(chat.guests(), chat.rights(), chat.place(), chat.connections(), entrance, chat.settings().limits()));
        servlet(context, "/sign-up", new SignUpServlet(entrance, chat.place()));
        servlet(context, "/reset", new ResetServlet(entrance));
        servlet(context, "/sign-out", new SignOutServlet(chat.accounts(), chat.connections(), chat.origins()));
    }

    private void stop() {
        if (chat == null) return;
        chat.close();
        chat = null;
        LOG.log(Level.INFO, "Chat Channel has stopped");
    }

    private static Set<String> importMapHashes(ServletContext context) throws IOException {
        Set<String> hashes = new TreeSet<>();
        for (String file : PAGES) {
            try (InputStream page = context.getResourceAsStream("/" + file)) {
                hashes.add(ImportMap.hash(page));
            }
        }
        return hashes;
    }

    /** Those behind the collecting of bodies also see the requests that come anew from there. */
    private static void filter(ServletContext context, String name, Filter filter, DispatcherType first, DispatcherType... more) {
        filter(context, name, filter, "/*", first, more);
    }

    private static void filter(ServletContext context, String name, Filter filter, String path, DispatcherType first, DispatcherType... more) {
        var added = context.addFilter(name, filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.of(first, more), false, path);
    }

    private static ServletRegistration servlet(ServletContext context, String path, Servlet servlet) {
        var added = context.addServlet(servlet.getClass().getSimpleName(), servlet);
        added.setAsyncSupported(true);
        added.addMapping(path);
        return added;
    }
}
