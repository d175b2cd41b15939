package dev.chatchannel;

import static java.util.stream.Collectors.toMap;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Where settings come from, the strongest first: system properties (the command line is among them), environment variables, the
 * container's JNDI, its context parameters, a file. An empty value is as good as none.
 *
 * <p>A name below our prefix that is no setting is a slip of the finger, and told; except the variables that Kubernetes sets for services
 * that are called like us, which nobody wrote.
 */
final class SettingSources {
    /** Before the names of system properties and context parameters. */
    static final String PREFIX = "chat-channel.";

    private static final String FILE = "chat-channel.properties";
    private static final String VARIABLE = Setting.variable("");
    private static final Pattern SERVICE_NAME =
            Pattern.compile("CHAT_CHANNEL_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private final List<String> complaints = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final SmallRyeConfig config;

    /**
     * @param text as it was given, without blanks around it
     * @param source where it was given, for an operator
     */
    record Given(String text, String source) {}

    /**
     * @param properties of the system
     * @param environment all variables
     * @param directory what stands in JNDI, by bare names
     * @param context the context parameters
     */
    SettingSources(Map<String, String> properties, Map<String, String> environment, Map<String, String> directory, Map<String, String> context) {
        List<ConfigSource> sources = new ArrayList<>(List.of(
                source("system property", 500, bare(properties)),
                new EnvConfigSource(variables(environment), 400),
                source("JNDI", 300, directory),
                source("context parameter", 200, bare(context))));
        file(config(sources)).ifPresent(sources::add);
        config = config(sources);
    }

    /** What there is without a container. */
    static SettingSources ofProcess() {
        return new SettingSources(properties(System.getProperties()), System.getenv(), Map.of(), Map.of());
    }

    static Map<String, String> properties(Properties properties) {
        return properties.stringPropertyNames().stream().collect(toMap(name -> name, properties::getProperty));
    }

    /** @return what the strongest source says that says something */
    Optional<Given> find(String name) {
        return find(config, name);
    }

    /** @return a line for each name that is no setting, and for a file that cannot be read */
    List<String> complaints() {
        return complaints;
    }

    /** @return the variables that look like ours and are Kubernetes' */
    List<String> passedOver() {
        return passedOver;
    }

    private static Optional<Given> find(SmallRyeConfig config, String name) {
        ConfigValue found = config.getConfigValue(PREFIX + name);
        if (found.getValue() == null) return Optional.empty();
        String source = found.getConfigSourceName();
        return Optional.of(new Given(found.getValue().strip(), source.equals(EnvConfigSource.NAME) ? "environment variable " + Setting.variable(name) : source));
    }

    private static SmallRyeConfig config(List<ConfigSource> sources) {
        return new SmallRyeConfigBuilder().forClassLoader(SettingSources.class.getClassLoader()).withSources(sources).build();
    }

    /** What stands below our prefix, without it. */
    private static Map<String, String> bare(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .collect(toMap(entry -> entry.getKey().substring(PREFIX.length()), Map.Entry::getValue));
    }

    private ConfigSource source(String source, int strength, Map<String, String> bare) {
        Map<String, String> said = new TreeMap<>();
        bare.forEach((name, value) -> {
            if (!Setting.names().contains(name)) complain(name, source);
            else if (!value.isBlank()) said.put(PREFIX + name, value);
        });
        return new MapBackedConfigSource(source, said, strength) {};
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> said = new TreeMap<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (!variable.startsWith(VARIABLE)) return;
            String name = variable.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '-');
            if (isOfKubernetes(variable, value)) passedOver.add(variable);
            else if (!Setting.names().contains(name)) complain(name, "environment variable " + variable);
            else if (!value.isBlank()) said.put(variable, value);
        });
        return said;
    }

    /** For a service that is called {@code chat-channel} it sets {@code CHAT_CHANNEL_PORT=tcp://10.0.0.1:80}, and more like it. */
    private static boolean isOfKubernetes(String variable, String value) {
        return SERVICE_NAME.matcher(variable).matches() || variable.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches();
    }

    private void complain(String name, String source) {
        complaints.add("There is no setting " + name + " (" + source + "); "
                + NearestName.question(name, Setting.names(), "java -jar chat-channel.war settings lists all."));
    }

    /** The file that somebody names must be there; the one in the data directory may be. */
    private Optional<ConfigSource> file(SmallRyeConfig others) {
        Optional<String> named = find(others, "config").map(Given::text);
        String home = find(others, "home").map(Given::text).orElse(Setting.of("home").standard());
        try {
            Path file = named.map(Path::of).orElseGet(() -> Settings.directory(home).resolve(FILE)).toAbsolutePath();
            if (named.isEmpty() && !Files.exists(file)) return Optional.empty();
            return Optional.of(source(file.toString(), 100, read(file, named.isPresent())));
        } catch (IOException | IllegalArgumentException unreadable) {
            complaints.add("The file of settings " + named.orElse("in the data directory " + home) + " cannot be read (" + unreadable + ").");
            return Optional.empty();
        }
    }

    private Map<String, String> read(Path file, boolean mayNameHome) throws IOException {
        Properties read = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            read.load(text);
        }
        if (read.remove("config") != null) complaints.add("The setting config stands in the file " + file + ", which it would have named; give it by another way.");
        if (!mayNameHome && read.remove("home") != null) complaints.add("The setting home stands in a file of that directory, " + file + "; give it by another way.");
        return properties(read);
    }
}
