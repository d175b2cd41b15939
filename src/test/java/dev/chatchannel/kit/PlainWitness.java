package dev.chatchannel.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells the frames of plain text apart by their look, and the bare echo by its having been sent. */
final class PlainWitness extends Witness {
    private static final List<String> BY_LOOK = List.of("said", "said.edited", "refused");
    private static final TextNode BYTES = TextNode.valueOf("bytes"); // JSON has none

    private final Set<String> sent = new HashSet<>();

    PlainWitness() {
        super(Contract.PLAIN);
    }

    @Override
    public synchronized void sent(String frame) {
        hold("post", TextNode.valueOf(frame));
        sent.add(frame.replace("\r\n", "\n"));
    }

    @Override
    public synchronized void heard(String frame) {
        JsonNode text = TextNode.valueOf(frame);
        if (sent.contains(frame)) hold("echo", text);
        else if (BY_LOOK.stream().noneMatch(name -> fits(name, text))) fault(frame, "looks like none of " + BY_LOOK);
    }

    @Override
    public synchronized void sent(byte[] frame) {
        hold("post.file", BYTES);
    }

    @Override
    public synchronized void heard(byte[] frame) {
        hold("said.file", BYTES);
    }
}
