package io.vitalgrid.pipeline.score;

import static io.vitalgrid.train.onnx.ElementType.FLOAT;
import static io.vitalgrid.train.onnx.OnnxModelBuilder.BATCH;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.train.onnx.ElementType;
import io.vitalgrid.train.onnx.OnnxAttribute;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Small ONNX models, made in the test: good ones, and one for each way to be wrong. */
public final class TestModels {
  private static final int OPSET = 13;
  private static final List<Feature> PROFILE = Features.ofProfile();
  private static final int FEATURES = PROFILE.size();
  private static final String ALL_FEATURES = Feature.names(PROFILE);

  public static final int AGE = PROFILE.indexOf(Features.named("age"));
  public static final int SYSTOLIC = PROFILE.indexOf(Features.named("systolic_bp"));

  private TestModels() {}

  /** A model of all features whose risk grows with age and the pressures; for tests of the job. */
  public static Path write(Path folder) throws IOException {
    return Files.write(folder.resolve("readmission.onnx"), good());
  }

  /** sigmoid(age / 100 + systolic / 500 - 2), in a tensor [n, 1]. */
  public static byte[] good() {
    return logistic().output("probability", FLOAT, BATCH, 1).build();
  }

  /** What {@link #good} gives. */
  public static double goodRisk(double age, double systolicBp) {
    return 1 / (1 + Math.exp(-(age / 100 + systolicBp / 500 - 2)));
  }

  /** The same in a tensor [n, 2]: the probability of the other class stands first. */
  public static byte[] twoColumns() {
    return logistic()
        .constant("one", new float[] {1}, 1)
        .node("Sub", List.of("one", "probability"), "other")
        .node(
            "Concat", List.of("other", "probability"), "probabilities", OnnxAttribute.of("axis", 1))
        .output("probabilities", FLOAT, BATCH, 2)
        .build();
  }

  /** The same in a tensor [n]. */
  public static byte[] flat() {
    return logistic()
        .constant("shape", -1L)
        .node("Reshape", List.of("probability", "shape"), "flat")
        .output("flat", FLOAT, BATCH)
        .build();
  }

  /** The same with a label before it, as exporters of classifiers do. */
  public static byte[] labelFirst() {
    return logistic()
        .constant("label_of_all", 1L)
        .node("Identity", List.of("label_of_all"), "label")
        .output("label", ElementType.INT64, 1)
        .output("probability", FLOAT, BATCH, 1)
        .build();
  }

  private static OnnxModelBuilder logistic() {
    return logistic(-2);
  }

  private static OnnxModelBuilder logistic(float bias) {
    float[] weights = new float[FEATURES];
    weights[AGE] = 1 / 100f;
    weights[SYSTOLIC] = 1 / 500f;
    return takingAllFeatures()
        .constant("weights", weights, FEATURES, 1)
        .constant("bias", new float[] {bias}, 1)
        .node("Gemm", List.of("features", "weights", "bias"), "logit")
        .node("Sigmoid", List.of("logit"), "probability");
  }

  public static OnnxModelBuilder takingAllFeatures() {
    return model()
        .metadata(ModelCard.FEATURES_KEY, ALL_FEATURES)
        .input("features", FLOAT, BATCH, FEATURES);
  }

  public static OnnxModelBuilder model() {
    return new OnnxModelBuilder("test", OPSET);
  }

  /** A model of one feature that gives it back as it is. */
  public static byte[] identity() {
    return model()
        .metadata(ModelCard.FEATURES_KEY, "age")
        .input("features", FLOAT, BATCH, 1)
        .node("Identity", List.of("features"), "risk")
        .output("risk", FLOAT, BATCH, 1)
        .build();
  }

  /** A model that gives so many values a row, each the same. */
  public static byte[] constant(float value, int columns) {
    float[] bias = new float[columns];
    Arrays.fill(bias, value);
    return takingAllFeatures()
        .constant("weights", new float[FEATURES * columns], FEATURES, columns)
        .constant("bias", bias, columns)
        .node("Gemm", List.of("features", "weights", "bias"), "risk")
        .output("risk", FLOAT, BATCH, columns)
        .build();
  }

  /** Risks that grow with age where {@link #good}'s do too, but are lower; for a shadow. */
  public static byte[] lower() {
    return logistic(-3).output("probability", FLOAT, BATCH, 1).build();
  }

  /** Like {@link #good}, but NaN at exactly this age, which no check at deploy tries. */
  public static byte[] failingAtAge(float age) {
    return logistic()
        .constant("age_column", (long) AGE)
        .constant("limit", new float[] {age}, 1)
        .constant("nan", new float[] {Float.NaN}, 1)
        .node("Gather", List.of("features", "age_column"), "age", OnnxAttribute.of("axis", 1))
        .node("Equal", List.of("age", "limit"), "at_limit")
        .node("Where", List.of("at_limit", "nan", "probability"), "risk")
        .output("risk", FLOAT, BATCH, 1)
        .build();
  }

  /** A model of one feature that says of itself nothing. */
  public static byte[] anonymous() {
    return model()
        .input("features", FLOAT, BATCH, 1)
        .node("Sigmoid", List.of("features"), "risk")
        .output("risk", FLOAT, BATCH, 1)
        .build();
  }
}
