package dev.chatchannel.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures and hashes passwords, a few at a time: each costs 7 MiB and about a tenth of a second of a processor, and must. The library keeps 7 MiB more
 * from the first on, so nothing is asked of it before.
 *
 * <p>Threads: any; every method blocks until it is its turn, and throws {@link PasswordsBusy} when too many wait.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106, Argon2</a>
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP</a>, whose parameters these are
 */
public final class Passwords {
    /** Of nobody's password; checked where there is none, so that it takes as long. */
    static final String NOBODYS = "$argon2id$v=19$m=7168,t=5,p=1$C5QwpIImvTN7eQ09l0SLpg$ZfGpj6bLkNoFY5GMvD8sD9P9Xhedx/2ohT/pk8BkGVg";

    private static final int KIBIBYTES = 7 << 10;
    private static final int PASSES = 5;
    private static final int LANES = 1;
    private static final int BYTES = 32;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 60;
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** Checks what somebody wants as a new password, when it is its turn: to measure it takes some megabytes too. @throws PasswordRefused */
    Password chosen(String typed, String name) {
        return inTurn(() -> Password.chosen(typed, name));
    }

    /** @return the hash with its salt and parameters, in the format of PHC strings */
    String hash(Password password) {
        return inTurn(() -> com.password4j.Password.hash(password.text()).addRandomSalt(16).with(argon2()).getResult());
    }

    /** Takes as long for a hash that there is as for one that there is not. */
    boolean matches(Password password, Optional<String> hash) {
        String against = hash.orElse(NOBODYS);
        return inTurn(() -> com.password4j.Password.check(password.text(), against).with(Argon2Function.getInstanceFromHash(against)))
                && hash.isPresent();
    }

    private static Argon2Function argon2() {
        return Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, BYTES, Argon2.ID);
    }

    private <T> T inTurn(Supplier<T> work) {
        if (turns.getQueueLength() >= WAITING || !isMyTurn()) throw new PasswordsBusy();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
