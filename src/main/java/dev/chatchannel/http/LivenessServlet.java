package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /health/live}: 200 as long as requests are answered at all. Whoever gets none may restart the process. */
public final class LivenessServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer.json(response, HttpServletResponse.SC_OK, "{\"live\":true}");
    }
}
