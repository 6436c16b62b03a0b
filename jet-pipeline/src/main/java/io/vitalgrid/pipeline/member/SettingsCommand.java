package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitalgrid settings}: every setting, and the value that would hold. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints every setting: name, default, the value that holds here and where it comes from.",
      "Order: default < --config FILE < environment (VITALGRID_WINDOW_SIZE) < --set.",
      ""
    })
final class SettingsCommand implements Callable<Integer> {
  private enum Format {
    table,
    markdown
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Mixin private SettingsOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = options.load(Settings.defaults());
    String text = format == Format.table ? list(settings) : markdown();
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String list(Settings settings) {
    StringBuilder text = new StringBuilder();
    for (Setting<?> setting : GridSettings.ALL) {
      text.append(setting.name())
          .append(" = ")
          .append(shown(settings.text(setting)))
          .append("   (")
          .append(settings.origin(setting))
          .append(")\n");
      text.append("    ").append(setting.sentence()).append('\n');
      text.append("    ")
          .append(setting.unit())
          .append(", ")
          .append(setting.range())
          .append("; default ")
          .append(shown(defaultText(setting)))
          .append("\n\n");
    }
    return text.append(
            """
            kafka.properties.NAME
                Passed to Kafka's clients as NAME, for SASL, TLS and the like; not from the
                environment.
            """)
        .toString();
  }

  private static String markdown() {
    StringBuilder text = new StringBuilder("| setting | default | values | meaning |\n");
    text.append("|---|---|---|---|\n");
    for (Setting<?> setting : GridSettings.ALL) {
      text.append("| `")
          .append(setting.name())
          .append("` | ")
          .append(shown(defaultText(setting)))
          .append(" | ")
          .append(setting.unit())
          .append(", ")
          .append(setting.range())
          .append(" | ")
          .append(setting.sentence())
          .append(" |\n");
    }
    return text.append(
            "| `kafka.properties.NAME` | | | Passed to Kafka's clients as NAME, for SASL, TLS and"
                + " the like; not from the environment. |\n")
        .toString();
  }

  private static <T> String defaultText(Setting<T> setting) {
    return setting.print(setting.defaultValue());
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(empty)" : value;
  }
}
