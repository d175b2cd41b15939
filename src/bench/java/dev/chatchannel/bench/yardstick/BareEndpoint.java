package dev.chatchannel.bench.yardstick;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** The chat of every tutorial: a static set of sessions, and a loop that sends to all. Keeps nothing, promises nothing. */
@ServerEndpoint("/")
public class BareEndpoint {
    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();
    private static boolean blocking; // set before the server starts

    @OnOpen
    public void open(Session session) {
        SESSIONS.add(session);
    }

    @OnMessage
    public void text(String text) {
        for (Session session : SESSIONS) send(session, text);
    }

    @OnClose
    public void close(Session session) {
        SESSIONS.remove(session);
    }

    @OnError
    public void error(Session session, Throwable failure) {
        SESSIONS.remove(session);
    }

    private static void send(Session session, String text) {
        try {
            if (blocking) sendNow(session, text);
            else session.getAsyncRemote().sendText(text);
        } catch (IOException | IllegalStateException lost) {
            // Tutorials do not care either: this reader misses it.
        }
    }

    /** The lock because two senders at once are an error in Tomcat. */
    private static void sendNow(Session session, String text) throws IOException {
        synchronized (session) {
            session.getBasicRemote().sendText(text);
        }
    }

    /** @param arguments {@code blocking} or {@code async} */
    public static void main(String[] arguments) throws Exception {
        blocking = arguments[0].equals("blocking");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("bare-endpoint").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxConnections", "20000");
        tomcat.getConnector().setProperty("acceptCount", "1000");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addApplicationListener(Registration.class.getName());
        Tomcat.addServlet(context, "nothing", new Nothing()).addMapping("/"); // without a servlet no filter runs
        tomcat.start();
        System.out.println("ready at " + tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }

    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1;
    }

    /** Adds the endpoint after the container's own listener has made room for it. */
    public static final class Registration implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            try {
                ((ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName())).addEndpoint(BareEndpoint.class);
            } catch (DeploymentException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
