package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --config} and {@code --set} of every command. */
final class SettingsOptions {
  /** The launcher's own variable, no setting. */
  private static final String NO_BUILD = "VITALGRID_NO_BUILD";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings from a file of name=value lines (Java properties, UTF-8).")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "One setting; may be repeated, the last one wins. `vitalgrid settings` lists them.")
  private List<String> assignments = new ArrayList<>();

  /** What holds for this command; {@code base} has its defaults. */
  Settings load(Settings base) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove(NO_BUILD);
    return Settings.load(base, config, environment, assignments);
  }
}
