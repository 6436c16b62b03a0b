package io.vitalgrid.train;

import io.vitalgrid.train.onnx.ElementType;
import io.vitalgrid.train.onnx.OnnxAttribute;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gradient-boosted trees: the log odds are a base and the sum of one leaf of each tree. A row goes
 * to a node's first branch if its feature is less than the node's value.
 */
final class Trees implements RiskModel {
  /** {@code 0:[f3<1.5] yes=1,no=2,missing=2} or {@code 4:leaf=-0.1}. */
  private static final Pattern NODE =
      Pattern.compile(
          "\\s*(\\d+):(?:\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+)|leaf=(\\S+))");

  private static final int OPSET = 13;

  private final float base;
  private final List<List<Node>> trees;

  private Trees(float base, List<List<Node>> trees) {
    this.base = base;
    this.trees = trees;
  }

  /**
   * @param feature below 0 for a leaf
   * @param value to compare with, or the leaf's log odds
   */
  private record Node(int id, int feature, float value, int less, int otherwise, int missing) {}

  /**
   * Reads XGBoost's text dump.
   *
   * @param rate risk before the first tree
   */
  static Trees parse(String[] dump, double rate) {
    List<List<Node>> trees = new ArrayList<>();
    for (String text : dump) {
      List<Node> nodes = new ArrayList<>();
      text.lines().map(Trees::node).sorted((a, b) -> a.id - b.id).forEach(nodes::add);
      trees.add(nodes);
    }
    float risk = (float) rate;
    return new Trees((float) Math.log(risk / (1.0 - risk)), trees);
  }

  private static Node node(String line) {
    Matcher match = NODE.matcher(line);
    if (!match.lookingAt()) {
      throw new TrainException("XGBoost described a tree in an unknown form: " + line);
    }
    int id = Integer.parseInt(match.group(1));
    if (match.group(7) != null) {
      return new Node(id, -1, Float.parseFloat(match.group(7)), 0, 0, 0);
    }
    return new Node(
        id,
        Integer.parseInt(match.group(2)),
        Float.parseFloat(match.group(3)),
        Integer.parseInt(match.group(4)),
        Integer.parseInt(match.group(5)),
        Integer.parseInt(match.group(6)));
  }

  int count() {
    return trees.size();
  }

  @Override
  public double predict(float[] row) {
    float logOdds = base;
    for (List<Node> tree : trees) {
      Node node = tree.get(0);
      while (node.feature >= 0) {
        float value = row[node.feature];
        node =
            tree.get(
                Float.isNaN(value)
                    ? node.missing
                    : value < node.value ? node.less : node.otherwise);
      }
      logOdds += node.value;
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  /**
   * Input {@code features}, float [n, 11]; output {@code probability}, float [n, 1]: a
   * TreeEnsembleRegressor and a sigmoid.
   */
  @Override
  public byte[] toOnnx(String baseline) {
    return new OnnxModelBuilder(OnnxExport.NAME, OPSET)
        .opset("ai.onnx.ml", 1)
        .input(OnnxExport.INPUT, ElementType.FLOAT, OnnxModelBuilder.BATCH, Features.NAMES.size())
        .output(OnnxExport.OUTPUT, ElementType.FLOAT, OnnxModelBuilder.BATCH, 1)
        .metadata("vitalgrid.name", OnnxExport.NAME)
        .metadata("vitalgrid.features", String.join(",", Features.NAMES))
        .metadata(Baseline.METADATA_KEY, baseline)
        .node(
            "ai.onnx.ml",
            "TreeEnsembleRegressor",
            List.of(OnnxExport.INPUT),
            List.of("log_odds"),
            attributes())
        .node("Sigmoid", List.of("log_odds"), OnnxExport.OUTPUT)
        .build();
  }

  private OnnxAttribute[] attributes() {
    Columns nodes = new Columns();
    Columns leaves = new Columns();
    for (int tree = 0; tree < trees.size(); tree++) {
      for (Node node : trees.get(tree)) {
        nodes.add(tree, node);
        if (node.feature < 0) {
          leaves.add(tree, node);
        }
      }
    }
    return new OnnxAttribute[] {
      OnnxAttribute.of("n_targets", 1),
      OnnxAttribute.of("aggregate_function", "SUM"),
      OnnxAttribute.of("base_values", new float[] {base}),
      OnnxAttribute.of("nodes_treeids", longs(nodes.trees)),
      OnnxAttribute.of("nodes_nodeids", longs(nodes.ids)),
      OnnxAttribute.of("nodes_featureids", longs(nodes.features)),
      OnnxAttribute.of("nodes_values", floats(nodes.values)),
      OnnxAttribute.of("nodes_modes", nodes.modes.toArray(String[]::new)),
      OnnxAttribute.of("nodes_truenodeids", longs(nodes.less)),
      OnnxAttribute.of("nodes_falsenodeids", longs(nodes.otherwise)),
      OnnxAttribute.of("nodes_missing_value_tracks_true", longs(nodes.missingIsLess)),
      OnnxAttribute.of("target_treeids", longs(leaves.trees)),
      OnnxAttribute.of("target_nodeids", longs(leaves.ids)),
      OnnxAttribute.of("target_ids", new long[leaves.ids.size()]),
      OnnxAttribute.of("target_weights", floats(leaves.values))
    };
  }

  /** Nodes as ONNX has them: a list for each property. */
  private static final class Columns {
    private final List<Number> trees = new ArrayList<>();
    private final List<Number> ids = new ArrayList<>();
    private final List<Number> features = new ArrayList<>();
    private final List<Number> values = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Number> less = new ArrayList<>();
    private final List<Number> otherwise = new ArrayList<>();
    private final List<Number> missingIsLess = new ArrayList<>();

    void add(int tree, Node node) {
      trees.add(tree);
      ids.add(node.id);
      features.add(Math.max(0, node.feature));
      values.add(node.value);
      modes.add(node.feature < 0 ? "LEAF" : "BRANCH_LT");
      less.add(node.less);
      otherwise.add(node.otherwise);
      missingIsLess.add(node.feature >= 0 && node.missing == node.less ? 1 : 0);
    }
  }

  private static long[] longs(List<Number> numbers) {
    return numbers.stream().mapToLong(Number::longValue).toArray();
  }

  private static float[] floats(List<Number> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }
}
