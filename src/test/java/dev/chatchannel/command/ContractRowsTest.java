package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatchannel.kit.Contract;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every row of the table can be asked for over the socket, and so stands in the contract. */
class ContractRowsTest {
    @Test
    void every_method_of_the_table_stands_in_the_contract_and_no_other() {
        Set<String> asked = new TreeSet<>();
        for (String method : table().methods()) if (!CommandTable.isOfBytes(method)) asked.add("rpc." + method);
        Set<String> written = new TreeSet<>(Contract.ours().names(Contract.JSON));
        written.removeIf(name -> !name.startsWith("rpc.") || name.endsWith(".reply"));
        assertEquals(asked, written);
    }

    static CommandTable table() {
        return new CommandTable(
                new MessagePublisher(null, null, null, null, null),
                new ChannelWriter(null, null, null),
                new ChannelReader(null, null, null, null),
                new FileReader(null, null, null),
                new AvatarKeeper(null, null),
                new ChannelFinder(null, null, null),
                new MessageFinder(null, null, null, null),
                new AttentionKeeper(null, null, null),
                new TypingTeller(null),
                new PeopleFinder(null, null),
                new OwnAccount(null, null, null, null, null),
                new AccountKeeper(null, null, null, null),
                new PlaceKeeper(null, null, null, null, null),
                new ConnectionKeeper(null, null, null, null),
                new HealthCheck(null, null));
    }
}
