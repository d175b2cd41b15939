package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.limit.Limits;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** {@code POST /api/{method}}: every command, by request. No thread waits for the commit. {@code GET /api/} says which there are. */
public final class CommandServlet extends HttpServlet {
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
            Caller caller = (Caller) request.getUserPrincipal();
            LateAnswer answer = LateAnswer.to(request, PATIENCE);
            runner.run(caller, method, params).whenComplete((reply, refused) -> answer.give(to -> write(to, reply, refused)));
        } catch (Refused refused) {
            Answer.refused(response, refused);
        }
    }

    /** @param refused null when there is a reply */
    private static void write(HttpServletResponse response, Reply reply, Throwable refused) throws IOException {
        if (refused == null) Answer.json(response, HttpServletResponse.SC_OK, Json.result(reply));
        else Answer.failed(response, refused);
    }
}
