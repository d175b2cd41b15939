package dev.chatchannel.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes the answers that came later than their requests, on the container's own thread: the first filter of what comes anew.
 *
 * <p><b>Why not where they are ready.</b> A container that meets the end of a connection ends the exchange, and takes its request and response for the next
 * one. Tomcat does so while another thread still writes: then what was meant for one is sent to another. While the container's own thread writes, it does not.
 */
public final class LateAnswers extends HttpFilter {
    private static final Logger LOG = System.getLogger(LateAnswers.class.getName());
    private static final String ANSWER = LateAnswers.class.getName();
    private static final String ANYWHERE = "/"; // no further than here
    private static final long serialVersionUID = 1;

    /** Writes one answer. */
    interface Writing {
        void to(HttpServletResponse response) throws IOException;
    }

    /** Has an answer written; nobody else answers from then on. @throws IllegalStateException when the container has ended the exchange */
    static void give(AsyncContext exchange, Writing answer) {
        exchange.getRequest().setAttribute(ANSWER, answer);
        exchange.dispatch(ANYWHERE);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (request.getAttribute(ANSWER) instanceof Writing answer) write(response, answer);
        else chain.doFilter(request, response);
    }

    private static void write(HttpServletResponse response, Writing answer) {
        try {
            answer.to(response);
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "The asker left before the answer", gone);
        }
    }
}
