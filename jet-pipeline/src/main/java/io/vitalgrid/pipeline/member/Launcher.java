package io.vitalgrid.pipeline.member;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How other commands of VitalGrid are started: through {@code ./vitalgrid} itself. */
record Launcher(Path home) {
  private static final String HOME = "VITALGRID_HOME";

  /** The launcher that started this process. */
  static Launcher of(Map<String, String> environment) {
    String home = environment.get(HOME);
    if (home == null || !Files.isExecutable(Path.of(home, "vitalgrid"))) {
      throw new StartException(
          HOME
              + " is "
              + (home == null ? "not set" : home)
              + ", but must name the folder of the launcher `vitalgrid`, for `up` starts other"
              + " commands with it. Start it as ./vitalgrid up");
    }
    return new Launcher(Path.of(home));
  }

  /** Where the model is that `up` trains. */
  Path trainedModel() {
    return home.resolve(".vitalgrid").resolve("readmission.onnx");
  }

  /**
   * A command as a child: it ends when its standard input does. It leaves signals to its parent,
   * for Ctrl-C, a closed terminal and many a supervisor's SIGTERM reach all processes at once, and
   * the parent still needs its children to end in order. Standard error goes to the end of {@code
   * log}.
   */
  ProcessBuilder child(List<String> arguments, File log) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("/bin/sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "sh"));
    words.add(home.resolve("vitalgrid").toString());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("VITALGRID_CHILD", "1");
    builder.environment().put("VITALGRID_NO_BUILD", "1");
    return builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
  }
}
