package dev.chatchannel.standalone.server;

import java.util.stream.Stream;

/** Finds, in a chain of causes, the one that an operator can act on. */
final class Reasons {
    private Reasons() {}

    static Throwable deepest(Throwable failure) {
        return causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    }

    /** Our own words if there are any, else what lies at the bottom. */
    static Throwable best(Throwable failure) {
        return causes(failure).filter(Reasons::isOurs).findFirst().orElseGet(() -> deepest(failure));
    }

    /** Whether this was thrown to be read by an operator, as opposed to a fault whose trace we want to see. */
    static boolean isOurs(Throwable failure) {
        return failure instanceof IllegalArgumentException || failure.getClass().getName().startsWith("dev.chatchannel.");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(50);
    }
}
