package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /health/ready}: 200 when this node shall be sent people, else 503 and why not. Whoever balances load asks it.
 *
 * <p>Without Redis a node is ready: what is said comes to the others within a second. It says so all the same.
 */
public final class ReadinessServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Optional<String>> obstacle;
    private final transient Supplier<Optional<Boolean>> redis;

    /**
     * @param obstacle what stands in the way, in plain words without quotes; may block for some seconds
     * @param redis whether all nodes hear each other by it; empty where there is none
     */
    public ReadinessServlet(Supplier<Optional<String>> obstacle, Supplier<Optional<Boolean>> redis) {
        this.obstacle = obstacle;
        this.redis = redis;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> reason = obstacle.get();
        if (reason.isEmpty()) Answer.json(response, HttpServletResponse.SC_OK, "{\"ready\":true" + redis.get().map(heard -> ",\"redis\":" + heard).orElse("") + "}");
        else Answer.json(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "{\"ready\":false,\"reason\":\"" + reason.get() + "\"}");
    }
}
