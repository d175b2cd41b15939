package dev.chatchannel.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a Java server takes up, after a forced collection. */
record Footprint(long heapKilobytes, long rssKilobytes, int threads, int descriptors) {
    static Footprint of(Server server) throws IOException, InterruptedException {
        String pid = String.valueOf(server.pid());
        for (int i = 0; i < 2; i++) {
            Child.run(List.of(Child.tool("jcmd"), pid, "GC.run"));
            TimeUnit.SECONDS.sleep(1);
        }
        String heap = Child.run(List.of(Child.tool("jcmd"), pid, "GC.heap_info"));
        ProcessStatus status = server.status();
        return new Footprint(used(heap), status.rssKilobytes(), status.threads(), ProcessStatus.descriptors(server.pid()));
    }

    String heapMegabytes() {
        return Table.number(heapKilobytes / 1024.0);
    }

    String rssMegabytes() {
        return Table.number(rssKilobytes / 1024.0);
    }

    /** Reads {@code garbage-first heap   total 1048576K, used 20480K […]}. */
    private static long used(String heapInfo) {
        return Long.parseLong(heapInfo.replaceFirst("(?s).*?used (\\d+)K.*", "$1"));
    }
}
