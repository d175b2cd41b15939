package dev.chatchannel.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** Tells whether the heap is nearly full of what is still in use, measured by the collector itself after a collection. */
public final class MemoryPressure {
    private static final double FULL = 0.85;

    private final List<MemoryPoolMXBean> pools;

    /** Watches the pools where what lives long ends up. */
    public MemoryPressure() {
        pools = ManagementFactory.getMemoryPoolMXBeans().stream().filter(MemoryPressure::isForTheOld).toList();
        pools.forEach(pool -> pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * FULL)));
    }

    public boolean isHigh() {
        return pools.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
    }

    private static boolean isForTheOld(MemoryPoolMXBean pool) {
        return pool.getType() == MemoryType.HEAP
                && pool.isCollectionUsageThresholdSupported()
                && pool.getUsage().getMax() > 0
                && !pool.getName().contains("Survivor")
                && !pool.getName().contains("Eden");
    }
}
