package dev.chatchannel.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every target in turn, several times over, so that a machine that changes its mood changes it for all. */
final class Rounds {
    /** What is measured of a target. */
    interface Measurement<R> {
        R of(Target target, Server server) throws Exception;
    }

    private Rounds() {}

    /** @return what was measured of each; those that this machine cannot run, or that failed, are noted and left out */
    static <R> Map<Target, List<R>> run(List<Target> targets, int rounds, Measurement<R> measurement) {
        Map<Target, List<R>> results = new LinkedHashMap<>();
        List<Target> left = new ArrayList<>(targets);
        for (int round = 1; round <= rounds; round++) {
            for (Target target : List.copyOf(left)) {
                System.err.printf("round %d of %d: %s%n", round, rounds, target.name());
                try (Server server = target.start().get()) {
                    R result = measurement.of(target, server);
                    results.computeIfAbsent(target, first -> new ArrayList<>()).add(result);
                } catch (Targets.NotHere notHere) {
                    left.remove(target);
                    System.out.println("\nLeft out: " + target.name() + ": " + notHere.getMessage() + ".");
                } catch (Exception failure) {
                    System.out.println("\nFailed: " + target.name() + ": " + failure);
                    failure.printStackTrace();
                }
            }
        }
        return results;
    }
}
