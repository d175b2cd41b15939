package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;

/** {@code POST /api/{method}}: every command, by request. No thread waits for the commit. {@code GET /api/} says which there are. */
public final class CommandServlet extends HttpServlet {
    private static final Logger LOG = System.getLogger(CommandServlet.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> FILES = Map.of("/", "/methods/index.html", "/openapi.json", "/methods/openapi.json");
    private static final long serialVersionUID = 1;

    private final transient CommandRunner runner;
    private final transient Limits limits;

    public CommandServlet(CommandRunner runner, Limits limits) {
        this.runner = runner;
        this.limits = limits;
    }

    /** The sheet of all methods at {@code /api/}, and their OpenAPI document beside it; nothing else is read here. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String file = FILES.get(String.valueOf(request.getPathInfo()));
        if (file != null) request.getRequestDispatcher(file).forward(request, response);
        else if (request.getPathInfo() == null) response.sendRedirect(getServletContext().getContextPath() + "/api/"); // what was asked may hide another host
        else super.doGet(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String method = String.valueOf(request.getPathInfo()).replaceFirst("^/", "");
            Fields params = Fields.parse(IncomingBody.text(request, limits.frameBytes()));
            run((Caller) request.getUserPrincipal(), method, params, request.startAsync());
        } catch (Refused refused) {
            Answer.refused(response, refused);
        }
    }

    private void run(Caller caller, String method, Fields params, AsyncContext exchange) {
        exchange.setTimeout(PATIENCE.toMillis());
        runner.run(caller, method, params)
                .whenComplete((reply, refused) -> exchange.start(() -> answer(exchange, reply, refused)));
    }

    /**
     * Answers who may have left. What the container says to that stays here: a started task that fails makes Tomcat answer 500 to the
     * request that stands in its place by then, and that may be somebody else's. Who leaves while it is written makes Tomcat stumble over its own null.
     */
    private static void answer(AsyncContext exchange, Reply reply, Throwable refused) {
        try {
            HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
            if (refused == null) Answer.json(response, HttpServletResponse.SC_OK, Json.result(reply));
            else Answer.failed(response, refused);
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "The asker left before the answer", gone);
        } finally {
            complete(exchange);
        }
    }

    private static void complete(AsyncContext exchange) {
        try {
            exchange.complete();
        } catch (IllegalStateException ended) {
            LOG.log(Level.DEBUG, "The container had ended the exchange", ended);
        }
    }
}
