package io.vitalgrid.train;

import static io.vitalgrid.train.onnx.OnnxModelBuilder.BATCH;

import io.vitalgrid.train.onnx.ElementType;
import io.vitalgrid.train.onnx.OnnxAttribute;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link LogisticModel} as ONNX. Input {@code features}, float [n, 11] in the order of {@link
 * Features#NAMES}; output {@code probability}, float [n, 1]. The graph makes the {@link Terms}
 * itself, in standard operators:
 *
 * <pre>
 * features ─ Gather ─────────────────────────────── numbers ──┐
 *          └ Gather ─ Equal ─ Cast ──┬───────────── flags ────┤
 *                                    ├ Gather, Max ─ either ──┼ Concat ─ Gemm ─ Sigmoid ─ probability
 *                                    ├ 1 - home = away ┐      │
 *                                    └ diseases, either ┴ Mul ┘
 * </pre>
 */
final class OnnxExport {
  static final String INPUT = "features";
  static final String OUTPUT = "probability";
  static final String NAME = "readmission";
  static final int OPSET = 13;

  private static final long FLOAT = 1; // TensorProto.DataType

  private OnnxExport() {}

  static byte[] export(LogisticModel model, String baseline) {
    OnnxModelBuilder onnx =
        new OnnxModelBuilder(NAME, OPSET)
            .input(INPUT, ElementType.FLOAT, BATCH, Features.NAMES.size())
            .output(OUTPUT, ElementType.FLOAT, BATCH, 1)
            .metadata("vitalgrid.name", NAME)
            .metadata("vitalgrid.features", String.join(",", Features.NAMES))
            .metadata(Baseline.METADATA_KEY, baseline);
    columns(onnx, INPUT, "numbers", Terms.NUMBERS);
    flags(onnx);
    combinations(onnx);
    onnx.node("Concat", List.of("numbers", "flags", "either", "combined"), "terms", axis(1));
    weigh(onnx, model);
    return onnx.build();
  }

  private static void flags(OnnxModelBuilder onnx) {
    columns(onnx, INPUT, "categories", Terms.FLAG_FEATURES);
    onnx.constant("flag_values", Terms.FLAG_VALUES, Terms.FLAG_VALUES.length)
        .node("Equal", List.of("categories", "flag_values"), "is_flag")
        .node("Cast", List.of("is_flag"), "flags", OnnxAttribute.of("to", FLOAT));
  }

  private static void combinations(OnnxModelBuilder onnx) {
    columns(onnx, "flags", "diabetes", Terms.DIABETES);
    columns(onnx, "flags", "hypertension", Terms.HYPERTENSION);
    columns(onnx, "flags", "home", Terms.HOME);
    onnx.constant("one", new float[] {1}, 1)
        .node("Max", List.of("diabetes", "hypertension"), "either")
        .node("Sub", List.of("one", "home"), "away")
        .node("Concat", List.of("diabetes", "hypertension", "either"), "diseases", axis(1))
        .node("Mul", List.of("away", "diseases"), "combined");
  }

  private static void weigh(OnnxModelBuilder onnx, LogisticModel model) {
    float[] weights = new float[Terms.COUNT];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) model.weight(i);
    }
    onnx.constant("weights", weights, weights.length, 1)
        .constant("bias", new float[] {(float) model.bias()}, 1)
        .node("Gemm", List.of("terms", "weights", "bias"), "log_odds")
        .node("Sigmoid", List.of("log_odds"), OUTPUT);
  }

  /** Takes columns out of a tensor, in the order given. */
  private static void columns(OnnxModelBuilder onnx, String from, String to, int... columns) {
    onnx.constant(to + "_columns", Arrays.stream(columns).asLongStream().toArray())
        .node("Gather", List.of(from, to + "_columns"), to, axis(1));
  }

  private static OnnxAttribute axis(long axis) {
    return OnnxAttribute.of("axis", axis);
  }
}
