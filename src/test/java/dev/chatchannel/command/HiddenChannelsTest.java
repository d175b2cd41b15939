package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.channel.Channels;
import dev.chatchannel.channel.History;
import dev.chatchannel.channel.LogBounds;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.storage.JdbcEvents;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That there is a private channel cannot be told by how long the refusal takes: the database is asked the same, as often, as for none. */
@Timeout(60)
class HiddenChannelsTest extends OpenCommands {
    private final List<String> reads = new CopyOnWriteArrayList<>();

    @Test
    void a_private_channel_costs_as_many_reads_as_one_that_there_is_not() {
        String plans = privateChannel(BEN);
        Rights asked = new Rights(new Channels(counted(), readers, Runnable::run, readers, LogBounds.STANDARD), place, clock);
        for (Right right : List.of(Right.READ, Right.POST, Right.JOIN, Right.OWN)) {
            assertEquals(List.of("state"), readsOf(asked, right, "p-01m876fj1f69egmzcz56tmbya8"));
            assertEquals(List.of("state"), readsOf(asked, right, plans), "in memory or not: " + right);
        }
    }

    private List<String> readsOf(Rights asked, Right right, String channel) {
        reads.clear();
        try {
            asked.allowed(right, CID, new ChannelName(channel)).toCompletableFuture().join();
            throw new AssertionError("allowed");
        } catch (CompletionException refused) {
            assertEquals(Refusal.UNKNOWN_CHANNEL, ((Refused) refused.getCause()).refusal());
        }
        return List.copyOf(reads);
    }

    private History counted() {
        History events = new JdbcEvents(database, clock);
        return (History) Proxy.newProxyInstance(History.class.getClassLoader(), new Class<?>[] {History.class}, (self, method, arguments) -> {
            reads.add(method.getName());
            return answer(events, method, arguments);
        });
    }

    private static Object answer(History events, Method method, Object[] arguments) throws ReflectiveOperationException {
        return method.invoke(events, arguments);
    }
}
