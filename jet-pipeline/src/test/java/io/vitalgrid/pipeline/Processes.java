package io.vitalgrid.pipeline;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** VitalGrid's own commands as processes. */
public final class Processes {
  private Processes() {}

  /**
   * Starts {@code vitalgrid member}, and waits until it is ready.
   *
   * @param settings those that differ from the defaults are handed over
   */
  public static JavaProcess member(Settings settings, Path output)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("io.vitalgrid.pipeline.member.Main", "member"));
    GridSettings.ALL.forEach(setting -> add(words, setting, settings));
    return JavaProcess.start(output, words).await("ready");
  }

  private static <T> void add(List<String> words, Setting<T> setting, Settings settings) {
    T value = settings.get(setting);
    if (!value.equals(setting.defaultValue())) {
      words.add("--set=" + setting.name() + "=" + setting.print(value));
    }
  }

  /** Starts {@code vitalgrid broker}, and waits until it is ready. */
  public static JavaProcess broker(int port, Path data, Path output)
      throws IOException, InterruptedException {
    return JavaProcess.start(
            output,
            List.of("io.vitalgrid.broker.BrokerCommand", "--port=" + port, "--data-dir=" + data))
        .await("broker ready");
  }
}
