package io.vitalgrid.loadgen.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenException;
import io.vitalgrid.loadgen.scenario.Scenario.Setting;
import io.vitalgrid.loadgen.schedule.Phase;
import io.vitalgrid.loadgen.schedule.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads scenarios: files, and those that come with the program. */
public final class Scenarios {
  /** Those that come with the program, in the order in which to try them. */
  public static final List<String> READY =
      List.of(
          "smoke",
          "ward-day",
          "mass-casualty",
          "network-outage",
          "clock-chaos",
          "scale-out",
          "soak");

  private static final List<String> OWN_KEYS = List.of("name", "about", "phases", "slo");

  private Scenarios() {}

  /**
   * A ready scenario by its name, or a file by its path.
   *
   * @param options names of the options that a scenario may set
   * @throws ScenarioException if the content is wrong
   * @throws LoadgenException if there is no such scenario
   */
  public static Scenario load(String nameOrPath, Collection<String> options) {
    if (READY.contains(nameOrPath)) {
      return read(nameOrPath + ".yaml", ready(nameOrPath), options);
    }
    try {
      Path path = Path.of(nameOrPath);
      return read(String.valueOf(path.getFileName()), Files.readString(path, UTF_8), options);
    } catch (IOException e) {
      throw new LoadgenException(
          "scenario "
              + nameOrPath
              + " cannot be read: name a file, or one of "
              + String.join(", ", READY),
          e);
    }
  }

  /** The text of one that comes with the program. */
  static String ready(String name) {
    try (InputStream in = Scenarios.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("scenario " + name + " is missing from the program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new LoadgenException("scenario " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a scenario.
   *
   * @param file its name in messages
   */
  static Scenario read(String file, String text, Collection<String> options) {
    YamlMap map = new YamlMap(file, "a scenario", compose(file, text));
    List<String> known = new ArrayList<>(OWN_KEYS);
    known.addAll(options);
    map.allow(known);
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (String key : map.keys()) {
      if (!OWN_KEYS.contains(key)) {
        settings.put(key, new Setting(map.required(key), map.lineOf(key)));
      }
    }
    return new Scenario(
        file,
        map.text("name").orElse(file.replaceFirst("\\.ya?ml$", "")),
        map.text("about").orElse("").strip(),
        settings,
        plan(map, file),
        objectives(map, file));
  }

  private static Node compose(String file, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    Optional<Node> node;
    try {
      node = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ScenarioException(file, line, "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ScenarioException(file, 1, "this is no YAML: " + e.getMessage());
    }
    return node.orElseThrow(() -> new ScenarioException(file, 1, "the file is empty"));
  }

  private static Optional<Plan> plan(YamlMap map, String file) {
    List<Phase> phases = new ArrayList<>();
    for (Node node : map.list("phases")) {
      phases.addAll(PhaseReader.read(file, node));
    }
    if (map.node("phases").isPresent() && phases.isEmpty()) {
      throw map.fail(map.lineOf("phases"), "phases is empty, must have at least one");
    }
    return phases.isEmpty() ? Optional.empty() : Optional.of(new Plan(phases));
  }

  private static List<Setting> objectives(YamlMap map, String file) {
    List<Setting> objectives = new ArrayList<>();
    for (Node node : map.list("slo")) {
      if (!(node instanceof ScalarNode scalar)) {
        throw new ScenarioException(
            file, YamlMap.line(node), "an objective is a text, such as \"p99<30ms\"");
      }
      objectives.add(new Setting(scalar.getValue(), YamlMap.line(node)));
    }
    return objectives;
  }
}
