package dev.chatchannel.bench;

import java.util.Collection;
import java.util.List;

/**
 * Traffic that is not measured, until a JVM's compilers rest: as long as they still compile what is measured, a row says more of them than of the server. A C program is
 * warm at once.
 *
 * @param least seconds
 * @param most seconds, however much is still compiled then; what the compilers took while it was measured stands in the table
 */
record WarmUp(int least, int most) {
    private static final int STEP = 5; // s
    private static final double REST = 0.02; // of one core

    /** Traffic for some seconds. */
    interface Step {
        void run(int seconds) throws Exception;
    }

    static WarmUp of(Options options, int least) {
        int asked = options.number("warm-up", least);
        return new WarmUp(asked, Math.max(asked, options.number("warm-up-most", 120)));
    }

    void run(Server server, Step step) throws Exception {
        run(List.of(server), step);
    }

    void run(Collection<Server> servers, Step step) throws Exception {
        int passed = 0;
        for (double busy = 1; passed < most && (passed < least || busy > REST); passed += STEP) {
            long before = compilerTicks(servers);
            step.run(STEP);
            busy = (double) (compilerTicks(servers) - before) * ProcessStatus.MICROS_PER_TICK / (STEP * 1e6);
        }
        System.err.printf("  warm after %d s%n", passed);
    }

    private static long compilerTicks(Collection<Server> servers) {
        return servers.stream().mapToLong(server -> ProcessStatus.compilerTicks(server.pid())).sum();
    }

    @Override
    public String toString() {
        return "%d to %d s, until the compilers rest".formatted(least, most);
    }
}
