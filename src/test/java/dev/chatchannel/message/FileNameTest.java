package dev.chatchannel.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    void a_name_is_the_last_part_of_a_path_and_never_hidden() {
        assertName("passwd", "../../etc/passwd");
        assertName("boot.ini", "C:\\windows\\boot.ini");
        assertName("bashrc", ".bashrc");
        assertName("file", "..");
        assertName("file", "/");
        assertName("file", "\u0000\u202e");
    }

    @Test
    void a_name_is_one_line_and_reads_as_it_is_written() {
        assertName("aSet-Cookie: x.txt", "a\u0000Set-Cookie: x.txt");
        assertName("a b.txt", "a\r\nb.txt");
        assertName("photo_gpj.exe", "photo_\u202egpj.exe");
        assertName("á.txt", "a\u0301.txt");
        assertName("报告 👩‍👩‍👧.pdf", "报告 👩‍👩‍👧.pdf");
    }

    @Test
    void a_long_name_keeps_its_ending() {
        String name = new FileName("👍".repeat(300) + ".jpeg").value();
        assertEquals(120, name.codePointCount(0, name.length()));
        assertEquals(".jpeg", name.substring(name.length() - 5));
    }

    @Test
    void old_programs_get_letters_that_they_know() {
        assertEquals("_ _a_.txt", new FileName("好 \"a;.txt").inAscii());
    }

    private static void assertName(String expected, String given) {
        assertEquals(expected, new FileName(given).value());
    }
}
