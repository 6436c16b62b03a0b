package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.grid.MemberOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What both commands can be told about the processes that they start. */
final class ProcessOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of all members.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--jvm",
      paramLabel = "FLAG",
      description = "A JVM flag of all members.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private List<String> jvmFlags = new ArrayList<>();

  @Option(names = "--keep", description = "Keep the folder with the processes' logs.")
  boolean keep;

  MemberOptions members() {
    return new MemberOptions(settings, jvmFlags);
  }
}
