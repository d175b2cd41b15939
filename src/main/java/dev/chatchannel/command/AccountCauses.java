package dev.chatchannel.command;

import dev.chatchannel.account.AccountsUnavailable;
import dev.chatchannel.account.LinkEnded;
import dev.chatchannel.account.NameRefused;
import dev.chatchannel.account.NameTaken;
import dev.chatchannel.account.PasswordRefused;
import dev.chatchannel.account.PasswordsBusy;
import dev.chatchannel.account.WrongPassword;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import java.util.Optional;

/** What somebody is told when what they asked of an account is not done. */
public final class AccountCauses {
    private AccountCauses() {}

    /** @return empty when it is our fault and nobody foresaw it */
    public static Optional<Refused> refusal(Throwable cause) {
        if (cause instanceof NameRefused refused) return Optional.of(Refusal.NAME_REFUSED.refused(refused.getMessage()));
        if (cause instanceof NameTaken) return Optional.of(Refusal.NAME_TAKEN.refused());
        if (cause instanceof PasswordRefused refused) return Optional.of(Refusal.PASSWORD_REFUSED.refused(refused.getMessage()));
        if (cause instanceof WrongPassword) return Optional.of(Refusal.WRONG_PASSWORD.refused());
        if (cause instanceof LinkEnded) return Optional.of(Refusal.LINK_ENDED.refused());
        if (cause instanceof PasswordsBusy || cause instanceof AccountsUnavailable) return Optional.of(Refusal.TOO_BUSY.refused());
        return Optional.empty();
    }
}
