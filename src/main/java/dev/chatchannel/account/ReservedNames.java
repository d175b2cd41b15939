package dev.chatchannel.account;

import dev.chatchannel.account.NameRefused.Problem;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that nobody may choose: those that speak for the server or for everybody, and those we make up for guests. */
final class ReservedNames {
    /** Begins the name of a guest who chose none. */
    static final String GUEST = "guest-";

    private static final Set<String> SKELETONS = Stream.of(
                    "operator", "admin", "administrator", "system", "server", "moderator", "everyone", "all", "here",
                    "管理员", "管理員", "系统", "系統")
            .map(Skeleton::of)
            .collect(Collectors.toUnmodifiableSet());
    private static final String GUEST_SKELETON = Skeleton.of(GUEST);

    private ReservedNames() {}

    static void check(DisplayName name) {
        if (SKELETONS.contains(name.skeleton())) throw refused("speaks for the server");
        if (name.skeleton().startsWith(GUEST_SKELETON)) throw refused("looks like the name of a guest without one");
    }

    private static NameRefused refused(String why) {
        return new NameRefused(Problem.RESERVED, "Expected another name: this one " + why + ".");
    }
}
