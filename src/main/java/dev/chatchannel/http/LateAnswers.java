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
    private static final long serialVersionUID = 1;

    /** Writes one answer. */
    interface Writing {
        void to(HttpServletResponse response) throws IOException;
    }

    /** Where the answer to one request is put. It is known to the request from the beginning, since later the container may have the request back. */
    static final class Slot {
        private final AsyncContext exchange;
        private volatile Writing answer; // null as long as there is none

        private Slot(AsyncContext exchange) {
            this.exchange = exchange;
        }

        /** Must be called by the thread that began to wait. */
        static Slot of(AsyncContext exchange) {
            Slot slot = new Slot(exchange);
            exchange.getRequest().setAttribute(ANSWER, slot);
            return slot;
        }

        /** Has the answer written; nobody else answers from then on. @throws IllegalStateException when the container has ended the exchange */
        void give(Writing answer) {
            this.answer = answer;
            try {
                exchange.dispatch(); // to where it came from, which the logs of some containers tell
            } catch (UnsupportedOperationException outside) { // Tomcat has no way to a path that leads out of the application
                exchange.dispatch("/");
            }
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Writing answer = request.getAttribute(ANSWER) instanceof Slot slot ? slot.answer : null;
        if (answer != null) write(response, answer);
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
