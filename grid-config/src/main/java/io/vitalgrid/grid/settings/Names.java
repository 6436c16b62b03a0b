package io.vitalgrid.grid.settings;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds settings by name, and the likeliest one for a name that does not exist. */
final class Names {
  static final String KAFKA_PROPERTIES = "kafka.properties.";

  private static final Map<String, Setting<?>> BY_NAME =
      GridSettings.ALL.stream().collect(Collectors.toMap(Setting::name, Function.identity()));

  private Names() {}

  static Setting<?> find(String name, Origin origin) {
    Setting<?> setting = BY_NAME.get(name);
    if (setting == null) {
      throw new SettingsException(
          "There is no setting %s (%s). %s".formatted(name, origin, wayOut(name, Setting::name)));
    }
    return setting;
  }

  static Setting<?> findVariable(String variable) {
    return GridSettings.ALL.stream()
        .filter(setting -> setting.environmentName().equals(variable))
        .findFirst()
        .orElseThrow(() -> unknownVariable(variable));
  }

  private static SettingsException unknownVariable(String variable) {
    String name =
        variable
            .substring(Settings.ENVIRONMENT_PREFIX.length())
            .toLowerCase(Locale.ROOT)
            .replace('_', '.');
    String wayOut =
        name.startsWith(KAFKA_PROPERTIES)
            ? "Kafka's own settings come from the configuration file or --set only."
            : wayOut(name, Setting::environmentName);
    return new SettingsException(
        "There is no setting for environment variable %s. %s".formatted(variable, wayOut));
  }

  private static String wayOut(String name, Function<Setting<?>, String> spelling) {
    if (name.equals("maps.patients.ttl")) {
      return "Map patients expires with the state: set "
          + spelling.apply(GridSettings.STATE_TTL)
          + ".";
    }
    if (name.equals(KAFKA_PROPERTIES)) {
      return "Kafka's own settings follow it: kafka.properties.max.poll.records=100.";
    }
    Optional<String> nearest =
        GridSettings.ALL.stream()
            .filter(setting -> distance(name, setting.name()) <= Math.max(3, name.length() / 3))
            .min(Comparator.comparingInt(setting -> distance(name, setting.name())))
            .map(spelling);
    return nearest.map("Did you mean %s? "::formatted).orElse("")
        + "`vitalgrid settings` lists all.";
  }

  /** Levenshtein distance; separators count as equal. */
  static int distance(String left, String right) {
    String a = left.replaceAll("[._-]", ".");
    String b = right.replaceAll("[._-]", ".");
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
