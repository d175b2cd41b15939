package dev.chatchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Contract;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Everything that a connection does itself stands in the contract. */
class ContractMethodsTest {
    @Test
    void every_method_of_the_connection_stands_in_the_contract() {
        Switchboard unused = new Switchboard(null, null, null, null, null, null, null, null, null, false);
        Set<String> methods = new TreeSet<>(new JsonConversation(null, unused, null, null).methods());
        assertTrue(methods.remove("rpc"), "its methods stand in the contract one by one");
        methods.add("connect");
        methods.removeAll(Contract.ours().names(Contract.JSON));
        assertEquals(Set.of(), methods);
    }
}
