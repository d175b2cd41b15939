package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /health/ready}: 200 when this node shall be sent people, else 503 and why not. Whoever balances load asks it. */
public final class ReadinessServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Optional<String>> obstacle;

    /** @param obstacle what stands in the way, in plain words without quotes; may block for some seconds */
    public ReadinessServlet(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> reason = obstacle.get();
        if (reason.isEmpty()) Answer.json(response, HttpServletResponse.SC_OK, "{\"ready\":true}");
        else Answer.json(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "{\"ready\":false,\"reason\":\"" + reason.get() + "\"}");
    }
}
