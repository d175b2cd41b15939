package dev.chatchannel.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Knows which method each reply answers, by its id. */
final class JsonWitness extends Witness {
    /** @param fits whether the contract allows what was asked; otherwise it must be refused */
    private record Asked(String name, boolean fits) {}

    private final Map<Long, Asked> asked = new HashMap<>();

    JsonWitness() {
        super(Contract.JSON);
    }

    @Override
    public synchronized void sent(String frame) {
        frame.lines().filter(line -> !line.isBlank()).forEach(this::ask);
    }

    @Override
    public synchronized void heard(String frame) {
        frame.lines().forEach(this::hear);
    }

    @Override
    public void sent(byte[] frame) {
        // the server closes
    }

    @Override
    public synchronized void heard(byte[] frame) {
        fault(frame.length + " bytes", "this protocol has no binary frames");
    }

    private void ask(String line) {
        if (!Wire.isJson(line)) return; // the server closes
        JsonNode command = Wire.json(line);
        if (command.isObject() && command.isEmpty()) hold("client.pong", command);
        else asked.put(id(command), new Asked(name(command), fits(name(command), command)));
    }

    private void hear(String line) {
        if (Wire.isJson(line)) hear(Wire.json(line));
        else fault(line, "is not JSON");
    }

    private void hear(JsonNode message) {
        if (message.has("push")) hold(pushName(message.get("push")), message);
        else if (message.has("id")) hearReply(message, asked.remove(id(message)));
        else hold("server.ping", message);
    }

    private void hearReply(JsonNode reply, Asked command) {
        if (command == null) fault(reply.toString(), "answers nothing that was asked");
        else if (reply.has("error")) hold("refusal", reply);
        else if (command.fits()) hold(command.name() + ".reply", reply);
        else fault(reply.toString(), command.name() + " was done, though the contract does not allow what was asked");
    }

    private static long id(JsonNode message) {
        return message.path("id").asLong();
    }

    private static String name(JsonNode command) {
        for (var member : command.properties()) {
            if (member.getKey().equals("rpc")) return "rpc." + member.getValue().path("method").asText();
            if (!member.getKey().equals("id")) return member.getKey();
        }
        return "";
    }

    private static String pushName(JsonNode push) {
        if (push.has("pub")) return "event." + push.at("/pub/data/kind").asText();
        if (push.has("unsubscribe")) return "unsubscribed";
        if (push.has("message")) return push.at("/message/data/kind").asText();
        return push.has("join") ? "presence.join" : "presence.leave";
    }
}
