package dev.chatchannel.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FileTypeTest {
    @Test
    void a_type_is_found_in_the_first_bytes() {
        assertType("image/gif", "GIF89a…");
        assertType("audio/wav", "RIFF....WAVEfmt ");
        assertType("image/webp", "RIFF....WEBPVP8 ");
        assertType("audio/mpeg", "ID3\u0003");
        assertType("audio/ogg", "OggS and so on and so on and on");
        assertType("audio/mp4", "....ftypM4A ");
        assertType("video/mp4", "....ftypisom");
        assertType("video/quicktime", "....ftypqt  ");
        assertType("image/avif", "....ftypavif");
        assertType("application/pdf", "%PDF-1.7");
        assertType("application/zip", "PK\u0003\u0004");
        assertType("application/octet-stream", "");
    }

    @Test
    void words_are_text_and_what_a_browser_might_run_is_not() {
        assertType("text/plain", "Dear Ben,\r\n\tnaïve 你好\n");
        for (String page : new String[] {"<html>", "  \n\t<SVG onload=x>", "\ufeff<?xml?>", "<!-- -->", "a\u0000b", "a\u0007b"}) {
            assertType("application/octet-stream", page);
        }
        byte[] cut = "你".repeat(2_000).getBytes(StandardCharsets.UTF_8);
        assertEquals(FileType.TEXT, FileType.of(cut), "the last letter looked at is cut");
        assertEquals(FileType.BYTES, FileType.of(Arrays.copyOf(cut, 100)), "the last letter is cut");
        assertEquals(FileType.BYTES, FileType.of(new byte[] {'a', (byte) 0xe9, 'b'}), "Latin-1");
    }

    @Test
    void only_pictures_and_what_is_played_are_shown_in_place() {
        assertTrue(FileType.isShown("image/png") && FileType.isShown("video/mp4") && FileType.isPicture("image/avif"));
        assertFalse(FileType.isShown("application/pdf") || FileType.isShown("text/plain") || FileType.isShown("text/html") || FileType.isPicture("image/svg+xml"));
    }

    private static void assertType(String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        assertEquals(type, FileType.of(bytes).mediaType(), content);
    }
}
