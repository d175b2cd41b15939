package dev.chatchannel.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hears one connection and holds all of it against the {@link Contract}.
 *
 * <p>What the server says must fit. What a client says need not, as tests ask for nonsense too; but then it must be refused.
 *
 * <p>Threads: any, one at a time. The faults are kept, for the thread of the test to meet in {@link #check}.
 */
public abstract class Witness {
    /** Not said by the server: the connection ended without a close frame, or with one without a code. RFC 6455, 7.4.1. */
    private static final Set<Integer> NOT_SAID = Set.of(1005, 1006);

    private static final int ENOUGH = 1_000;

    final Contract contract = Contract.ours();
    private final String channel;
    private final Set<String> seen = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    Witness(String channel) {
        this.channel = channel;
    }

    /** The one for the protocol that the server speaks at this address. */
    public static Witness of(URI address, String subprotocol) {
        boolean json = address.getPath().endsWith("connection/websocket") || subprotocol.equals("centrifuge-json");
        return json ? new JsonWitness() : new PlainWitness();
    }

    /** The client is about to send this. */
    public abstract void sent(String frame);

    /** The server sent this. */
    public abstract void heard(String frame);

    public abstract void sent(byte[] frame);

    public abstract void heard(byte[] frame);

    /** The connection has ended, with this code. */
    public final synchronized void closed(int code, String reason) {
        if (NOT_SAID.contains(code)) return;
        contract.faultsOfClose(code, reason).forEach(fault -> fault("close " + code + " " + reason, fault));
    }

    /** Fails when something did not fit. */
    public final synchronized void check() {
        if (!faults.isEmpty()) throw new AssertionError("Not as src/docs/asyncapi.yaml has it:\n" + String.join("\n", faults));
    }

    /** The names of the messages that went over this connection, and fitted. */
    public final synchronized Set<String> seen() {
        return Set.copyOf(seen);
    }

    final boolean fits(String name, JsonNode message) {
        boolean fits = contract.faults(channel, name, message).isEmpty();
        if (fits) seen.add(name);
        return fits;
    }

    final void hold(String name, JsonNode message) {
        List<String> wrong = contract.faults(channel, name, message);
        if (wrong.isEmpty()) seen.add(name);
        else fault(message.toString(), name + ": " + wrong);
    }

    final void fault(String frame, String what) {
        String start = frame.length() > ENOUGH ? frame.substring(0, ENOUGH) + "…" : frame;
        faults.add(start + "\n  " + what);
    }
}
