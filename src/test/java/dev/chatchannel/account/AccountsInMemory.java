package dev.chatchannel.account;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The port for this room's tests; one thread. */
final class AccountsInMemory implements Accounts {
    private record Held(Account account, long seen) {}

    private final Map<String, Held> names = new HashMap<>();
    private final Map<TokenHash, AccountId> tokens = new HashMap<>();

    @Override
    public Optional<Holder> holder(TokenHash token, long now) {
        return names.values().stream().map(Held::account).filter(account -> account.id().equals(tokens.get(token))).findFirst()
                .map(account -> new Holder(account, Scope.ALL));
    }

    @Override
    public boolean keep(Account account, DisplayName name, long now, long forgottenBefore) {
        Held holder = names.get(name.skeleton());
        if (holder != null && !holder.account.id().equals(account.id()) && !isForgotten(holder, forgottenBefore)) return false;
        names.values().removeIf(held -> held.account.id().equals(account.id()));
        names.put(name.skeleton(), new Held(account, now));
        return true;
    }

    @Override
    public boolean rename(AccountId account, DisplayName name, long now, long forgottenBefore) {
        Optional<Account> known = names.values().stream().map(Held::account).filter(one -> one.id().equals(account)).findFirst();
        return known.isPresent() && keep(new Account(account, known.get().kind(), name.text()), name, now, forgottenBefore);
    }

    private static boolean isForgotten(Held held, long forgottenBefore) {
        return held.account.kind() == AccountKind.GUEST && held.seen < forgottenBefore;
    }

    @Override
    public void keep(TokenHash token, AccountId owner, long now) {
        tokens.put(token, owner);
    }

    @Override
    public void forget(TokenHash token) {
        tokens.remove(token);
    }

    @Override
    public Optional<Account> operator() {
        return names.values().stream().map(Held::account).filter(account -> account.kind() == AccountKind.OPERATOR).findFirst();
    }

    @Override
    public boolean hasToken(AccountId account) {
        return tokens.containsValue(account);
    }
}
