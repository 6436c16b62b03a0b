package io.vitalgrid.loadgen.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file that knows its lines. */
final class YamlMap {
  private final String file;
  private final String what;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  /**
   * Reads the keys.
   *
   * @param what the mapping is called in messages
   * @throws ScenarioException if the node is no mapping, or a key stands twice
   */
  YamlMap(String file, String what, Node node) {
    this.file = file;
    this.what = what;
    this.line = line(node);
    if (!(node instanceof MappingNode mapping)) {
      throw fail(line, what + " is no mapping, must be lines of the form 'name: value'");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(file, tuple.getKeyNode());
      int keyLine = line(tuple.getKeyNode());
      Integer before = lines.put(key, keyLine);
      if (before != null) {
        throw fail(keyLine, "'" + key + "' stands in line " + before + " already: say it once");
      }
      values.put(key, tuple.getValueNode());
    }
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static String text(String file, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new ScenarioException(file, line(node), "here must stand a single value");
  }

  ScenarioException fail(int atLine, String message) {
    return new ScenarioException(file, atLine, message);
  }

  /** A complaint about the mapping as a whole. */
  ScenarioException fail(String message) {
    return fail(line, message);
  }

  /** Refuses keys that are not among the known. */
  void allow(Collection<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String near = Nearest.of(key, known).map(n -> "; did you mean '" + n + "'?").orElse("");
        throw fail(
            lines.get(key),
            "'"
                + key
                + "' is unknown in "
                + what
                + near
                + " (known: "
                + String.join(", ", known)
                + ")");
      }
    }
  }

  Collection<String> keys() {
    return values.keySet();
  }

  int lineOf(String key) {
    return lines.getOrDefault(key, line);
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return node(key).map(node -> text(file, node));
  }

  String required(String key) {
    return text(key).orElseThrow(() -> fail(what + " lacks '" + key + "'"));
  }

  int integer(String key) {
    String text = required(key).replace("_", "");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw fail(lineOf(key), key + " is '" + text + "', must be a whole number, such as 1000");
    }
  }

  double share(String key) {
    String text = required(key);
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw fail(lineOf(key), key + " is '" + text + "', must be 0 to 1, such as 0.4");
  }

  Duration duration(String key) {
    String text = required(key);
    try {
      return DurationText.duration(text);
    } catch (IllegalArgumentException e) {
      throw fail(lineOf(key), key + ": " + e.getMessage());
    }
  }

  /** The items of a list; none if the key is absent. */
  List<Node> list(String key) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return new ArrayList<>(sequence.getValue());
    }
    throw fail(lineOf(key), key + " is no list, must be lines of the form '- item'");
  }
}
