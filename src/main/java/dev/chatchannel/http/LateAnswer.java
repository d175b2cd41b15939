package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.protocol.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The answer to one request, which no thread waits for.
 *
 * <p>Threads: any. The lock settles what comes first, the answer or the container's end of the exchange: the container tells before it takes
 * request and response away, so it waits here for who is giving the answer.
 *
 * @see LateAnswers
 */
final class LateAnswer implements AsyncListener {
    private static final Logger LOG = System.getLogger(LateAnswer.class.getName());

    private final LateAnswers.Slot slot;
    private final Duration patience;
    private boolean over; // guarded by this

    private LateAnswer(LateAnswers.Slot slot, Duration patience) {
        this.slot = slot;
        this.patience = patience;
    }

    /** Lets a request wait for its answer. @param patience after which it is told that there is none yet */
    static LateAnswer to(HttpServletRequest request, Duration patience) {
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(patience.toMillis());
        LateAnswer answer = new LateAnswer(LateAnswers.Slot.of(exchange), patience);
        exchange.addListener(answer);
        return answer;
    }

    /** Answers who has no answer yet, and is still there. */
    synchronized void give(LateAnswers.Writing answer) {
        if (over) return;
        over = true;
        try {
            slot.give(answer);
        } catch (RuntimeException ended) {
            LOG.log(Level.DEBUG, "The container had ended the exchange", ended);
        }
    }

    @Override
    public void onTimeout(AsyncEvent late) {
        give(response -> Answer.refused(
                response, Refusal.TOO_BUSY.refused("No answer within " + patience.toSeconds() + " seconds; what was asked may be done all the same.")));
    }

    @Override
    public synchronized void onError(AsyncEvent gone) {
        over = true;
    }

    @Override
    public synchronized void onComplete(AsyncEvent completed) {
        over = true;
    }

    @Override
    public void onStartAsync(AsyncEvent never) {
        // nobody starts it anew
    }
}
