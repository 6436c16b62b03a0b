package io.vitalgrid.loadgen.scenario;

import io.vitalgrid.loadgen.schedule.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario as it was read.
 *
 * @param file for messages
 * @param about what it shows, for people
 * @param settings values of command line options, by the option's name without dashes
 * @param plan empty: rate and duration are settings
 * @param objectives such as {@code p99<30ms}
 */
public record Scenario(
    String file,
    String name,
    String about,
    Map<String, Setting> settings,
    Optional<Plan> plan,
    List<Setting> objectives) {

  /** A value and where it stands. */
  public record Setting(String value, int line) {}

  /**
   * The complaint about a setting, with its place; or as it is, if the setting is not from here.
   */
  public String placed(String option, String message) {
    Setting setting = settings.get(option);
    return setting == null ? message : file + ", line " + setting.line() + ": " + message;
  }
}
