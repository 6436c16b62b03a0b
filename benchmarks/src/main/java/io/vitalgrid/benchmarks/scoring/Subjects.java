package io.vitalgrid.benchmarks.scoring;

import static io.vitalgrid.train.onnx.ElementType.FLOAT;
import static io.vitalgrid.train.onnx.OnnxModelBuilder.BATCH;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.train.onnx.OnnxAttribute;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Models of the admission's eleven features, with random weights: cost does not depend on them. */
public final class Subjects {
  private static final int COLUMNS = Features.ofProfile().size();
  private static final int TREES = 100;
  private static final int DEPTH = 5;

  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  private Subjects() {}

  /** ONNX files by name. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> models = new LinkedHashMap<>();
    models.put("linear", layers(COLUMNS, 1));
    models.put("100 trees, depth 5", trees());
    models.put("neural 11-32-16-1", layers(COLUMNS, 32, 16, 1));
    return models;
  }

  private static OnnxModelBuilder model() {
    return new OnnxModelBuilder("subject", 13)
        .metadata("vitalgrid.features", Feature.names(Features.ofProfile()))
        .input("x", FLOAT, BATCH, COLUMNS)
        .output("risk", FLOAT, BATCH, 1);
  }

  private static byte[] layers(int... sizes) {
    OnnxModelBuilder model = model();
    String last = "x";
    for (int i = 1; i < sizes.length; i++) {
      model
          .constant("w" + i, weights(sizes[i - 1] * sizes[i]), sizes[i - 1], sizes[i])
          .constant("b" + i, weights(sizes[i]), sizes[i])
          .node("Gemm", List.of(last, "w" + i, "b" + i), "h" + i);
      last = "h" + i;
      if (i + 1 < sizes.length) {
        model.node("Relu", List.of(last), "r" + i);
        last = "r" + i;
      }
    }
    return model.node("Sigmoid", List.of(last), "risk").build();
  }

  /** Full binary trees: node k has the branches 2k + 1 and 2k + 2. */
  private static byte[] trees() {
    int nodes = (1 << (DEPTH + 1)) - 1;
    int inner = (1 << DEPTH) - 1;
    int leaves = nodes - inner;
    long[] treeOf = new long[TREES * nodes];
    long[] node = new long[TREES * nodes];
    long[] feature = new long[TREES * nodes];
    float[] value = new float[TREES * nodes];
    String[] mode = new String[TREES * nodes];
    long[] less = new long[TREES * nodes];
    long[] otherwise = new long[TREES * nodes];
    for (int i = 0; i < treeOf.length; i++) {
      int k = i % nodes;
      treeOf[i] = i / nodes;
      node[i] = k;
      feature[i] = RANDOM.nextInt(COLUMNS);
      value[i] = RANDOM.nextInt(200);
      mode[i] = k < inner ? "BRANCH_LT" : "LEAF";
      less[i] = k < inner ? 2L * k + 1 : 0;
      otherwise[i] = k < inner ? 2L * k + 2 : 0;
    }
    long[] leafTree = new long[TREES * leaves];
    long[] leafNode = new long[TREES * leaves];
    for (int i = 0; i < leafTree.length; i++) {
      leafTree[i] = i / leaves;
      leafNode[i] = inner + (long) (i % leaves);
    }
    return model()
        .opset("ai.onnx.ml", 1)
        .node(
            "ai.onnx.ml",
            "TreeEnsembleRegressor",
            List.of("x"),
            List.of("log_odds"),
            OnnxAttribute.of("n_targets", 1),
            OnnxAttribute.of("nodes_treeids", treeOf),
            OnnxAttribute.of("nodes_nodeids", node),
            OnnxAttribute.of("nodes_featureids", feature),
            OnnxAttribute.of("nodes_values", value),
            OnnxAttribute.of("nodes_modes", mode),
            OnnxAttribute.of("nodes_truenodeids", less),
            OnnxAttribute.of("nodes_falsenodeids", otherwise),
            OnnxAttribute.of("target_treeids", leafTree),
            OnnxAttribute.of("target_nodeids", leafNode),
            OnnxAttribute.of("target_ids", new long[leafTree.length]),
            OnnxAttribute.of("target_weights", weights(leafTree.length)))
        .node("Sigmoid", List.of("log_odds"), "risk")
        .build();
  }

  private static float[] weights(int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (RANDOM.nextDouble() - 0.5) / 50;
    }
    return weights;
  }
}
