package dev.chatchannel.command;

import dev.chatchannel.limit.Limit;
import dev.chatchannel.limit.Limiter;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Fields;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs commands by the table: counted first, then the right, then the handler. Sockets and requests enter here alike.
 *
 * <p>Threads: any; never blocks. The stage is completed by the thread that did the work, often the journal's: whoever goes on
 * from there with more than a few microseconds of work takes an executor.
 */
public final class CommandRunner {
    private static final Logger LOG = System.getLogger(CommandRunner.class.getName());

    private final CommandTable table;
    private final Rights rights;
    private final Limiter limiter;
    private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class); // never changed once it is made

    CommandRunner(CommandTable table, Rights rights, Limiter limiter) {
        this.table = table;
        this.rights = rights;
        this.limiter = limiter;
        for (Refusal refusal : Refusal.values()) refusals.put(refusal, new LongAdder());
    }

    /** @return how often commands were refused since the start, by the reason */
    public Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refusals.forEach((refusal, count) -> counts.put(refusal.reason(), count.sum()));
        return counts;
    }

    /** Counts something that the caller does; administrators may do it as often as need be. @throws Refused when it is too often */
    public void count(Caller caller, Limit limit) {
        if (caller.mayAdminister()) return;
        Duration wait = limiter.take(limit, caller.countedAs());
        if (!wait.isZero()) throw Refusal.RATE_LIMITED.refused(wait);
    }

    /** @return fails with {@link Refused} and nothing else */
    public CompletionStage<Reply> run(Caller caller, String method, Fields params) {
        return answer(method, () -> {
            count(caller, limit(caller, method));
            CommandTable.Row<?> row = table.named(method);
            rights.check(row.right(), caller);
            return row.run(rights, caller, row.reader().apply(params));
        });
    }

    /** @return fails with {@link Refused} and nothing else */
    public CompletionStage<Reply> run(Caller caller, Command command) {
        CommandTable.Row<?> row = table.of(command);
        return answer(row.method(), () -> {
            count(caller, limit(caller, row.method()));
            rights.check(row.right(), caller);
            return row.run(rights, caller, command);
        });
    }

    private static Limit limit(Caller caller, String method) {
        Limit limit = Limit.of(method);
        return caller.is(AccountKind.GUEST) ? limit.ofGuests() : limit;
    }

    private interface Work {
        CompletionStage<? extends Reply> start();
    }

    private CompletionStage<Reply> answer(String method, Work work) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        try {
            work.start().whenComplete((reply, failure) -> {
                if (failure == null) answer.complete(reply);
                else answer.completeExceptionally(asRefused(method, failure));
            });
        } catch (RuntimeException failure) {
            answer.completeExceptionally(asRefused(method, failure));
        }
        return answer;
    }

    private Refused asRefused(String method, Throwable failure) {
        Throwable cause = Causes.below(failure);
        Refused refused = Causes.refusal(cause).orElseGet(() -> broken(method, cause));
        refusals.get(refused.refusal()).increment();
        return refused;
    }

    private static Refused broken(String method, Throwable cause) {
        LOG.log(Level.ERROR, "The command " + method + " broke", cause);
        return Refusal.INTERNAL.refused();
    }
}
