package dev.chatchannel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatchannel.message.FileId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SharedFilesTest {
    private static final FileId FIRST = FileId.at(1);
    private static final FileId SECOND = FileId.at(2);
    private static final FileId THIRD = FileId.at(3);

    private final List<FileId> reads = new ArrayList<>();
    private final Queue<Runnable> readers = new ArrayDeque<>();
    private boolean broken;
    private final SharedFiles files = new SharedFiles(this::read, readers::add, 2);

    @Test
    void a_file_is_read_once_for_all_who_ask_before_it_is_here_and_after() {
        var early = ask(FIRST);
        var meanwhile = ask(FIRST);
        letReadersRun();
        assertArrayEquals(content(FIRST), early.join());
        assertArrayEquals(content(FIRST), meanwhile.join());
        assertArrayEquals(content(FIRST), ask(FIRST).join());
        assertEquals(List.of(FIRST), reads);
    }

    @Test
    void a_file_that_could_not_be_read_is_read_again_for_the_next() {
        broken = true;
        var unlucky = ask(FIRST);
        letReadersRun();
        assertThrows(CompletionException.class, unlucky::join);
        broken = false;
        var next = ask(FIRST);
        letReadersRun();
        assertArrayEquals(content(FIRST), next.join());
    }

    @Test
    void only_the_last_few_are_kept() {
        for (FileId file : List.of(FIRST, SECOND, THIRD)) ask(file);
        letReadersRun();
        for (FileId file : List.of(SECOND, THIRD, FIRST)) ask(file);
        letReadersRun();
        assertEquals(List.of(FIRST, SECOND, THIRD, FIRST), reads);
    }

    private CompletableFuture<byte[]> ask(FileId file) {
        return files.content(file).toCompletableFuture();
    }

    private void letReadersRun() {
        for (Runnable next = readers.poll(); next != null; next = readers.poll()) next.run();
    }

    private byte[] read(FileId file) {
        reads.add(file);
        if (broken) throw new IllegalStateException("broken");
        return content(file);
    }

    private static byte[] content(FileId file) {
        return file.value().getBytes();
    }
}
