package io.vitalgrid.chaos.grid;

import io.vitalgrid.chaos.ChaosException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Small programs of the system. */
final class Shell {
  private Shell() {}

  /** Runs one to its end; throws if it fails. */
  static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ChaosException("`" + String.join(" ", command) + "` failed: " + output.strip());
      }
    } catch (IOException e) {
      throw new ChaosException("`" + command[0] + "` cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted", e);
    }
  }
}
