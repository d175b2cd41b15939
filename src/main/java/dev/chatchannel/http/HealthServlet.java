package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Json;
import dev.chatchannel.protocol.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /health}: 200 when the server can do its work, else 503. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient CommandRunner runner;

    public HealthServlet(CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller caller = (Caller) request.getUserPrincipal();
            Reply reply = runner.run(caller, new Command.CheckHealth()).toCompletableFuture().join();
            Answer.json(response, HttpServletResponse.SC_OK, Json.result(reply));
        } catch (RuntimeException failure) {
            Answer.failed(response, failure);
        }
    }
}
