package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A scenario's settings stand in for options that the command line does not name. */
final class ScenarioDefaults implements IDefaultValueProvider {
  static final String OPTION = "--scenario";

  /** Belong to one call of the command rather than to a scenario. */
  private static final Set<String> NOT_IN_SCENARIOS =
      Set.of(
          "scenario", "dry-run", "help", "version", "slo", "out", "junit", "progress", "find-max");

  private final Scenario scenario;

  ScenarioDefaults(Scenario scenario) {
    this.scenario = scenario;
  }

  /** The scenario that a command line names, or null. */
  static String named(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return args[i + 1];
      }
      if (args[i].startsWith(OPTION + "=")) {
        return args[i].substring(OPTION.length() + 1);
      }
    }
    return null;
  }

  /** The options that a scenario may set, without their dashes. */
  static List<String> options(CommandSpec spec) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : spec.options()) {
      String name = name(option);
      if (!NOT_IN_SCENARIOS.contains(name)) {
        names.add(name);
      }
    }
    return new ArrayList<>(names);
  }

  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    Scenario.Setting setting = scenario.settings().get(name(option));
    return setting == null ? null : setting.value();
  }
}
