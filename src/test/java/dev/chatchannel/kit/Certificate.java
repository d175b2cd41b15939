package dev.chatchannel.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 that no authority has signed, made anew, as files for servers and for Java. */
public final class Certificate {
    private static final String WORD = "changeit";
    private static final String NAME = "server";

    private final Path directory;

    private Certificate(Path directory) {
        this.directory = directory;
    }

    /** Makes one by the JDK's keytool. @param directory where its files go */
    public static Certificate in(Path directory) {
        Certificate made = new Certificate(directory);
        try {
            made.make();
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** @return the certificate, in PEM: it is its own authority */
    public Path file() {
        return directory.resolve("certificate.pem");
    }

    /** @return its key, in PEM */
    public Path key() {
        return directory.resolve("key.pem");
    }

    /** @return what a Java machine is started with that trusts this certificate and no other */
    public List<String> trust() {
        return List.of("-Djavax.net.ssl.trustStore=" + directory.resolve("trust.p12"), "-Djavax.net.ssl.trustStorePassword=" + WORD);
    }

    private void make() throws IOException, GeneralSecurityException, InterruptedException {
        Path made = directory.resolve("made.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", made.toString(), "-storepass", WORD, "-alias", NAME, "-keyalg", "EC", "-groupname", "secp256r1",
                "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-ext", "bc=ca:true").redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) throw new AssertionError("keytool: " + said);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(made)) {
            store.load(in, WORD.toCharArray());
        }
        write(file(), "CERTIFICATE", store.getCertificate(NAME).getEncoded());
        write(key(), "PRIVATE KEY", store.getKey(NAME, WORD.toCharArray()).getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, store.getCertificate(NAME));
        try (OutputStream out = Files.newOutputStream(directory.resolve("trust.p12"))) {
            trusted.store(out, WORD.toCharArray());
        }
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
