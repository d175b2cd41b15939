package dev.chatchannel.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorTokenTest {
    private final Accounts accounts = new AccountsInMemory();
    private final OperatorToken operatorToken = new OperatorToken(accounts, Clock.systemUTC());

    @Test
    void the_first_start_makes_the_operator_and_tells_the_token_once() {
        Token token = operatorToken.atStart().orElseThrow();
        Account operator = accounts.byToken(token.hash(), 0).orElseThrow();
        assertEquals(AccountKind.OPERATOR, operator.kind());
        assertEquals("operator", operator.name());
        assertEquals(Optional.empty(), operatorToken.atStart());
        assertEquals(Optional.of(operator), accounts.operator());
    }

    @Test
    void a_first_start_that_was_killed_halfway_is_finished_by_the_next() {
        DisplayName name = DisplayName.reserved("operator");
        accounts.keep(new Account(AccountId.at(1), AccountKind.OPERATOR, name.text()), name, 1, Long.MIN_VALUE);
        Token token = operatorToken.atStart().orElseThrow();
        assertEquals(AccountKind.OPERATOR, accounts.byToken(token.hash(), 2).orElseThrow().kind());
        assertEquals(Optional.empty(), operatorToken.atStart());
    }

    @Test
    void nobody_else_may_be_called_operator() {
        assertThrows(NameRefused.class, () -> DisplayName.of("operator"));
    }
}
