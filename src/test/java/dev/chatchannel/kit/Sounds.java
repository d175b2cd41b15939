package dev.chatchannel.kit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sounds for tests. */
public final class Sounds {
    private static final int RATE = 8_000; // samples a second

    private Sounds() {}

    /** A second of the tone to which orchestras tune, as WAV. */
    public static byte[] wav() {
        byte[] samples = new byte[RATE];
        for (int i = 0; i < RATE; i++) samples[i] = (byte) (128 + 64 * Math.sin(2 * Math.PI * 440 * i / RATE));
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        try {
            AudioFormat format = new AudioFormat(RATE, 8, 1, false, false); // WAV of 8 bits has no signs
            AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(samples), format, RATE), AudioFileFormat.Type.WAVE, wav);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return wav.toByteArray();
    }
}
