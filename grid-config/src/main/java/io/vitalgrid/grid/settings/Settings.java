package io.vitalgrid.grid.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A value for every setting. Immutable.
 *
 * <p>Later wins: defaults, then the file, then the environment, then assignments.
 *
 * <pre>
 * defaults                               window.size = 5m
 * --config grid.properties               window.size = 2m
 * environment VITALGRID_WINDOW_SIZE      30s
 * --set window.size=10s                  10s                &lt;- this one holds
 * </pre>
 */
public final class Settings {
  static final String ENVIRONMENT_PREFIX = "VITALGRID_";

  /** Variables with our prefix that are no settings: the launcher's. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "VITALGRID_HOME",
          "VITALGRID_CHILD",
          "VITALGRID_JAVA_OPTS",
          "VITALGRID_KEEP",
          "VITALGRID_NO_BUILD");

  private record Given(Object value, Origin origin) {}

  private final Map<Setting<?>, Given> defaults;
  private final Map<Setting<?>, Given> given;
  private final Map<String, String> kafkaProperties;

  private Settings(
      Map<Setting<?>, Given> defaults,
      Map<Setting<?>, Given> given,
      Map<String, String> kafkaProperties) {
    this.defaults = defaults;
    this.given = given;
    this.kafkaProperties = kafkaProperties;
  }

  /** Every setting at its default. */
  public static Settings defaults() {
    return new Settings(Map.of(), Map.of(), Map.of());
  }

  /** {@link #load(Settings, Path, Map, List)} over the ordinary defaults. */
  public static Settings load(
      Path fileOrNull, Map<String, String> environment, List<String> assignments) {
    return load(defaults(), fileOrNull, environment, assignments);
  }

  /**
   * Reads what people gave.
   *
   * @param base what holds for all that is not given
   * @param fileOrNull in the syntax of Java properties, UTF-8
   * @param environment of which variables that start with {@code VITALGRID_} are read
   * @param assignments {@code name=value}, the last one of a name wins
   * @throws SettingsException if a name is unknown, a value is bad or settings contradict another
   */
  public static Settings load(
      Settings base, Path fileOrNull, Map<String, String> environment, List<String> assignments) {
    Map<Setting<?>, Given> given = new HashMap<>(base.given);
    Map<String, String> kafka = new TreeMap<>(base.kafkaProperties);
    if (fileOrNull != null) {
      for (SettingsFile.Entry entry : SettingsFile.read(fileOrNull)) {
        Origin origin = Origin.file(fileOrNull.toString(), entry.line());
        put(given, kafka, entry.name(), entry.value(), origin);
      }
    }
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(ENVIRONMENT_PREFIX) && !OTHER_VARIABLES.contains(name)) {
        put(given, Names.findVariable(name), variable.getValue(), Origin.environment(name));
      }
    }
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new SettingsException(
            "--set takes name=value, but was given \"%s\". Example: --set %s"
                .formatted(assignment, GridSettings.WINDOW_SIZE.example()));
      }
      String name = assignment.substring(0, equals).strip();
      put(given, kafka, name, assignment.substring(equals + 1), Origin.ASSIGNMENT);
    }
    return new Settings(base.defaults, Map.copyOf(given), Map.copyOf(kafka)).check();
  }

  private static void put(
      Map<Setting<?>, Given> given,
      Map<String, String> kafka,
      String name,
      String value,
      Origin origin) {
    if (name.startsWith(Names.KAFKA_PROPERTIES) && !name.equals(Names.KAFKA_PROPERTIES)) {
      kafka.put(name.substring(Names.KAFKA_PROPERTIES.length()), value);
    } else {
      put(given, Names.find(name, origin), value, origin);
    }
  }

  private static void put(
      Map<Setting<?>, Given> given, Setting<?> setting, String value, Origin origin) {
    given.put(setting, new Given(setting.parse(value, origin), origin));
  }

  /** The value that holds. */
  @SuppressWarnings("unchecked") // only values of the setting's own type are ever put under it
  public <T> T get(Setting<T> setting) {
    Given found = find(setting);
    return found == null ? setting.defaultValue() : (T) found.value();
  }

  /** Whether someone gave a value, be it the default's. */
  public boolean isSet(Setting<?> setting) {
    return given.containsKey(setting);
  }

  /** Where the value came from: "default", "--set", "environment NAME" or "file:line". */
  public String origin(Setting<?> setting) {
    Given found = find(setting);
    return (found == null ? Origin.DEFAULT : found.origin()).toString();
  }

  /** The value that holds, as text. */
  public <T> String text(Setting<T> setting) {
    return setting.print(get(setting));
  }

  /** Kafka client properties: what was given as {@code kafka.properties.NAME}, by NAME. */
  public Map<String, String> kafkaProperties() {
    return kafkaProperties;
  }

  /** These settings with one given by the program; see {@link #check()}. */
  public <T> Settings with(Setting<T> setting, T value) {
    return new Settings(defaults, plus(given, setting, value, Origin.PROGRAM), kafkaProperties);
  }

  /** These settings with another default: nothing changes for who gave a value. */
  public <T> Settings withDefault(Setting<T> setting, T value) {
    return new Settings(plus(defaults, setting, value, Origin.DEFAULT), given, kafkaProperties);
  }

  /**
   * Checks what must hold between settings; {@link #load} has, {@link #with} has not.
   *
   * @return this
   */
  public Settings check() {
    Rules.check(this);
    return this;
  }

  <T> String describe(Setting<T> setting) {
    return text(setting) + " (" + origin(setting) + ")";
  }

  private Given find(Setting<?> setting) {
    Given found = given.get(setting);
    return found != null ? found : defaults.get(setting);
  }

  private static <T> Map<Setting<?>, Given> plus(
      Map<Setting<?>, Given> values, Setting<T> setting, T value, Origin origin) {
    Map<Setting<?>, Given> copy = new HashMap<>(values);
    copy.put(setting, new Given(setting.checked(value, origin), origin));
    return Map.copyOf(copy);
  }

  /** Says how many only: Kafka properties may hold passwords. */
  @Override
  public String toString() {
    return "Settings[given=" + given.size() + ", kafkaProperties=" + kafkaProperties.size() + "]";
  }
}
