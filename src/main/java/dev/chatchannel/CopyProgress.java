package dev.chatchannel;

import dev.chatchannel.storage.DatabaseCopy;
import java.io.PrintStream;

/** Tells how far a copy is: on a terminal by a bar that grows, else by a line for each table and each hundred thousand rows. */
final class CopyProgress implements DatabaseCopy.Progress {
    private static final int WIDTH = 40;
    private static final long EACH = 100_000;

    private final PrintStream out;
    private final boolean isTerminal;
    private String table = "";
    private long told;

    CopyProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    @Override
    public void copied(String table, long done, long rows) {
        if (!table.equals(this.table)) told = done;
        this.table = table;
        if (isTerminal) bar(done, rows);
        else if (done >= rows || done - told >= EACH) line(done, rows);
    }

    private void bar(long done, long rows) {
        int filled = rows == 0 ? WIDTH : (int) (WIDTH * Math.min(done, rows) / rows);
        out.printf("\r%-16s [%s%s] %d of %d", table, "#".repeat(filled), " ".repeat(WIDTH - filled), done, rows);
        if (done >= rows) out.println();
        out.flush();
    }

    private void line(long done, long rows) {
        told = done;
        out.printf("%s: %d of %d%n", table, done, rows);
    }
}
