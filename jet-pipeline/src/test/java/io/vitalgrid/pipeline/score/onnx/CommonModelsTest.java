package io.vitalgrid.pipeline.score.onnx;

import static io.vitalgrid.train.onnx.ElementType.DOUBLE;
import static io.vitalgrid.train.onnx.ElementType.FLOAT;
import static io.vitalgrid.train.onnx.ElementType.INT64;
import static io.vitalgrid.train.onnx.ElementType.STRING;
import static io.vitalgrid.train.onnx.OnnxModelBuilder.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.train.onnx.ElementType;
import io.vitalgrid.train.onnx.OnnxAttribute;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models of the forms in which common trainers export them. Risk = sigmoid(age / 100 - bmi / 50).
 */
class CommonModelsTest {
  private static final String ID = "readmission@7";
  private static final float[] ROWS = {74, 31.5f, 20, 25, 91, 18.25f, 45, 40, 60, 22};
  private static final int COUNT = ROWS.length / 2;

  private static double risk(float age, float bmi) {
    return 1 / (1 + Math.exp(-(age / 100 - bmi / 50)));
  }

  private static void assertRisks(byte[] model, ModelCard card) {
    try (OnnxScorer scorer = new OnnxScorer(ID, model, card, 1)) {
      assertThat(Feature.names(scorer.features())).isEqualTo("age,bmi");
      double[] risks = new double[COUNT];
      scorer.score(ROWS.clone(), COUNT, risks);
      for (int row = 0; row < COUNT; row++) {
        assertThat(risks[row]).isCloseTo(risk(ROWS[2 * row], ROWS[2 * row + 1]), within(1e-6));
      }
    }
  }

  private static void assertRisks(OnnxModelBuilder model) {
    assertRisks(model.build(), ModelCard.EMPTY);
  }

  private static OnnxModelBuilder model(int opset) {
    return new OnnxModelBuilder("test", opset)
        .metadata(ModelCard.FEATURES_KEY, "age,bmi")
        .constant("weights", new float[] {0.01f, -0.02f}, 2, 1);
  }

  private static OnnxModelBuilder linear(OnnxModelBuilder model, String input) {
    return model
        .node("MatMul", List.of(input, "weights"), "logit")
        .node("Sigmoid", List.of("logit"), "risk")
        .output("risk", FLOAT, BATCH, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
  void when_operatorSetIsCommon_then_scored(int opset) {
    assertRisks(linear(model(opset).input("x", FLOAT, BATCH, 2), "x"));
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "INT64", "INT32"})
  void when_inputIsOfAnotherNumberType_then_converted(ElementType type) {
    OnnxModelBuilder model =
        model(13)
            .input("x", type, BATCH, 2)
            .node("Cast", List.of("x"), "floats", OnnxAttribute.of("to", 1));
    if (type == DOUBLE) {
      assertRisks(linear(model, "floats"));
    } else {
      try (OnnxScorer scorer =
          new OnnxScorer(ID, linear(model, "floats").build(), ModelCard.EMPTY, 1)) {
        double[] risks = new double[1];
        scorer.score(new float[] {74, 31.5f}, 1, risks);
        assertThat(risks[0]).isCloseTo(risk(74, 31), within(1e-6));
      }
    }
  }

  @Test
  void when_modelHasOneTensorPerColumn_then_inputNamesAreTheFeatures() {
    OnnxModelBuilder model =
        new OnnxModelBuilder("test", 13)
            .constant("weights", new float[] {0.01f, -0.02f}, 2, 1)
            .input("age", INT64, BATCH, 1)
            .input("bmi", DOUBLE, BATCH, 1)
            .node("Cast", List.of("age"), "age_f", OnnxAttribute.of("to", 1))
            .node("Cast", List.of("bmi"), "bmi_f", OnnxAttribute.of("to", 1))
            .node("Concat", List.of("age_f", "bmi_f"), "x", OnnxAttribute.of("axis", 1));
    assertRisks(linear(model, "x"));
  }

  @Test
  void when_listHasAnotherOrderThanTheNamedInputs_then_theInputsWin() {
    OnnxModelBuilder model =
        new OnnxModelBuilder("test", 13)
            .metadata(ModelCard.FEATURES_KEY, "bmi,age")
            .constant("weights", new float[] {0.01f, -0.02f}, 2, 1)
            .input("age", FLOAT, BATCH, 1)
            .input("bmi", FLOAT, BATCH, 1)
            .node("Concat", List.of("age", "bmi"), "x", OnnxAttribute.of("axis", 1));
    assertRisks(linear(model, "x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64})
  void when_batchDimensionIsFixed_then_rowsAreDealtOut(int rows) {
    OnnxModelBuilder model =
        model(13)
            .input("x", FLOAT, rows, 2)
            .node("MatMul", List.of("x", "weights"), "logit")
            .node("Sigmoid", List.of("logit"), "risk")
            .output("risk", FLOAT, rows, 1);
    assertRisks(model);
  }

  @Test
  void when_widthIsOpen_then_theListOfFeaturesSaysIt() {
    assertRisks(linear(model(13).input("x", FLOAT, BATCH, BATCH), "x"));
  }

  @Test
  void when_scikitLearnGivesALabelAndAListOfMaps_then_class1Counts() {
    assertRisks(zipMap(model(13).input("x", FLOAT, BATCH, 2), new long[] {0, 1}));
  }

  @Test
  void when_classesAreWords_then_yesCounts_andAnotherOneIfTold() {
    assertRisks(zipMap("no", "yes"), ModelCard.EMPTY);
    assertRisks(zipMap("alive", "dead"), new ModelCard(List.of(), Map.of(), "", "dead"));
    assertThatThrownBy(() -> assertRisks(zipMap("alive", "dead"), ModelCard.EMPTY))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("its classes are [alive, dead]; say with --positive");
  }

  private static OnnxModelBuilder zipMap(OnnxModelBuilder model, long[] classes) {
    return linearClassifier(model, OnnxAttribute.of("classlabels_ints", classes))
        .node(
            "ai.onnx.ml",
            "ZipMap",
            List.of("probabilities"),
            List.of("output_probability"),
            OnnxAttribute.of("classlabels_int64s", classes))
        .output("label", INT64, BATCH)
        .outputOfMaps("output_probability", INT64);
  }

  private static byte[] zipMap(String... classes) {
    return linearClassifier(
            model(13).input("x", FLOAT, BATCH, 2), OnnxAttribute.of("classlabels_strings", classes))
        .node(
            "ai.onnx.ml",
            "ZipMap",
            List.of("probabilities"),
            List.of("output_probability"),
            OnnxAttribute.of("classlabels_strings", classes))
        .output("label", STRING, BATCH)
        .outputOfMaps("output_probability", STRING)
        .build();
  }

  /** As skl2onnx writes LogisticRegression: weights for both classes, logistic. */
  private static OnnxModelBuilder linearClassifier(OnnxModelBuilder model, OnnxAttribute labels) {
    return model
        .opset("ai.onnx.ml", 1)
        .node(
            "ai.onnx.ml",
            "LinearClassifier",
            List.of("x"),
            List.of("label", "probabilities"),
            OnnxAttribute.of("coefficients", new float[] {-0.01f, 0.02f, 0.01f, -0.02f}),
            OnnxAttribute.of("intercepts", new float[] {0, 0}),
            OnnxAttribute.of("post_transform", "LOGISTIC"),
            labels);
  }

  /** Gender is one-hot encoded from its word: Female adds 0.5 to the log odds. */
  @Test
  void when_aCategoryIsText_then_itsWordIsGiven() {
    OnnxModelBuilder model =
        new OnnxModelBuilder("test", 13)
            .opset("ai.onnx.ml", 1)
            .input("age", FLOAT, BATCH, 1)
            .input("gender", STRING, BATCH, 1)
            .constant("weights", new float[] {0.01f, 0, 0.5f, 0}, 4, 1)
            .constant("flat", -1, 3)
            .node(
                "ai.onnx.ml",
                "OneHotEncoder",
                List.of("gender"),
                List.of("one_hot"),
                OnnxAttribute.of("cats_strings", new String[] {"Male", "Female", "Other"}))
            .node("Reshape", List.of("one_hot", "flat"), "gender_flags")
            .node("Concat", List.of("age", "gender_flags"), "x", OnnxAttribute.of("axis", 1));
    try (OnnxScorer scorer = new OnnxScorer(ID, linear(model, "x").build(), ModelCard.EMPTY, 1)) {
      double[] risks = new double[3];
      scorer.score(new float[] {50, 0, 50, 1, 50, 2}, 3, risks);
      assertThat(risks[0]).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-6));
      assertThat(risks[1]).isCloseTo(1 / (1 + Math.exp(-1.0)), within(1e-6));
      assertThat(risks[2]).isEqualTo(risks[0]);
    }
  }

  /** As onnxmltools writes LightGBM and XGBoost: one tree, age < 65 ? -1 : (bmi < 30 ? 0.5 : 1). */
  @Test
  void when_modelIsATreeEnsembleClassifier_then_scored() {
    OnnxModelBuilder model =
        model(13)
            .opset("ai.onnx.ml", 1)
            .input("x", FLOAT, BATCH, 2)
            .node(
                "ai.onnx.ml",
                "TreeEnsembleClassifier",
                List.of("x"),
                List.of("label", "probabilities"),
                OnnxAttribute.of("nodes_treeids", new long[] {0, 0, 0, 0, 0}),
                OnnxAttribute.of("nodes_nodeids", new long[] {0, 1, 2, 3, 4}),
                OnnxAttribute.of("nodes_featureids", new long[] {0, 0, 1, 0, 0}),
                OnnxAttribute.of("nodes_values", new float[] {65, 0, 30, 0, 0}),
                OnnxAttribute.of(
                    "nodes_modes", new String[] {"BRANCH_LT", "LEAF", "BRANCH_LT", "LEAF", "LEAF"}),
                OnnxAttribute.of("nodes_truenodeids", new long[] {1, 0, 3, 0, 0}),
                OnnxAttribute.of("nodes_falsenodeids", new long[] {2, 0, 4, 0, 0}),
                OnnxAttribute.of("class_treeids", new long[] {0, 0, 0}),
                OnnxAttribute.of("class_nodeids", new long[] {1, 3, 4}),
                OnnxAttribute.of("class_ids", new long[] {0, 0, 0}),
                OnnxAttribute.of("class_weights", new float[] {-1, 0.5f, 1}),
                OnnxAttribute.of("classlabels_int64s", new long[] {0, 1}),
                OnnxAttribute.of("post_transform", "LOGISTIC"))
            .output("label", INT64, BATCH)
            .output("probabilities", FLOAT, BATCH, 2);
    try (OnnxScorer scorer = new OnnxScorer(ID, model.build(), ModelCard.EMPTY, 1)) {
      double[] risks = new double[3];
      scorer.score(new float[] {40, 20, 80, 29, 80, 35}, 3, risks);
      assertThat(risks[0]).isCloseTo(1 / (1 + Math.exp(1)), within(1e-6));
      assertThat(risks[1]).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-6));
      assertThat(risks[2]).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
    }
  }

  /** As a regressor with its own link: XGBoost's output is named variable, [n, 1]. */
  @Test
  void when_modelIsASmallNeuralNet_then_scored() {
    OnnxModelBuilder model =
        new OnnxModelBuilder("net", 17)
            .metadata(ModelCard.FEATURES_KEY, "age,bmi")
            .input("x", FLOAT, BATCH, 2)
            .constant("w1", new float[] {0.01f, -0.01f, -0.02f, 0.02f}, 2, 2)
            .constant("b1", new float[] {0, 0}, 2)
            .constant("w2", new float[] {1, -1}, 2, 1)
            .constant("b2", new float[] {0}, 1)
            .node("Gemm", List.of("x", "w1", "b1"), "h")
            .node("Relu", List.of("h"), "r")
            .node("Gemm", List.of("r", "w2", "b2"), "logit")
            .node("Sigmoid", List.of("logit"), "risk")
            .output("risk", FLOAT, BATCH, 1);
    assertRisks(model); // relu(a) - relu(-a) = a
  }

  @Test
  void when_outputIsDouble_then_read() {
    OnnxModelBuilder model =
        linear(model(13).input("x", FLOAT, BATCH, 2), "x")
            .node("Cast", List.of("risk"), "risk_d", OnnxAttribute.of("to", 11))
            .output("risk_d", DOUBLE, BATCH, 1);
    assertRisks(model);
  }

  @Test
  void when_severalOutputsCanBeTheRisk_then_theLast_andAnotherOneIfTold() {
    OnnxModelBuilder model =
        linear(model(13).input("x", FLOAT, BATCH, 2), "x").output("logit", FLOAT, BATCH, 1);
    assertThatThrownBy(() -> assertRisks(model)).hasMessageContaining("no probability");
    assertRisks(model.build(), new ModelCard(List.of(), Map.of(), "risk", ""));
    assertThatThrownBy(
            () -> assertRisks(model.build(), new ModelCard(List.of(), Map.of(), "score", "")))
        .hasMessageContaining("output score is asked for")
        .hasMessageContaining("risk float [n, 1]; logit float [n, 1]");
  }

  @Test
  void when_aFeatureMayBeMissing_then_refusedUnlessSomethingStandsForIt() {
    byte[] model =
        linear(
                new OnnxModelBuilder("test", 13)
                    .metadata(ModelCard.FEATURES_KEY, "age,spo2_mean")
                    .constant("weights", new float[] {0.01f, -0.02f}, 2, 1)
                    .input("x", FLOAT, BATCH, 2),
                "x")
            .build();
    assertThatThrownBy(() -> new OnnxScorer(ID, model, ModelCard.EMPTY, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("are missing (NaN)")
        .hasMessageContaining("--missing spo2_mean=97");

    ModelCard card = new ModelCard(List.of(), Map.of("spo2_mean", 97f), "", "");
    try (OnnxScorer scorer = new OnnxScorer(ID, model, card, 1)) {
      double[] risks = new double[2];
      scorer.score(new float[] {74, Float.NaN, 74, 97}, 2, risks);
      assertThat(risks[0]).isEqualTo(risks[1]);
    }
  }

  @Test
  void when_wholeNumbersMayBeMissing_then_theMessageSaysWhatToGive() {
    OnnxModelBuilder model =
        new OnnxModelBuilder("test", 13)
            .metadata(ModelCard.FEATURES_KEY, "age,news2")
            .constant("weights", new float[] {0.01f, 0.02f}, 2, 1)
            .input("x", INT64, BATCH, 2)
            .node("Cast", List.of("x"), "f", OnnxAttribute.of("to", 1));
    assertThatThrownBy(() -> new OnnxScorer(ID, linear(model, "f").build(), ModelCard.EMPTY, 1))
        .hasMessageContaining("--missing news2=0");
  }

  @Test
  void when_inputsDoNotFit_then_theMessageSaysWhatItWantsAndWhatThereIs() {
    byte[] three = linear(model(13).input("x", FLOAT, BATCH, 3), "x").build();
    assertThatThrownBy(() -> new OnnxScorer(ID, three, ModelCard.EMPTY, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cannot be used");

    ModelCard tooMany = new ModelCard(List.of("age", "bmi", "news2"), Map.of(), "", "");
    byte[] two = linear(model(13).input("x", FLOAT, BATCH, 2), "x").build();
    assertThatThrownBy(() -> new OnnxScorer(ID, two, tooMany, 1))
        .hasMessageContaining("takes 2 columns, but the list of its features has 3: age,bmi,news2")
        .hasMessageContaining("It wants x float [n, 2]")
        .hasMessageContaining("There are the features age, gender")
        .hasMessageContaining("glucose_age");

    byte[] text = model(13).input("x", STRING, BATCH, 2).output("x", STRING, BATCH, 2).build();
    assertThatThrownBy(() -> new OnnxScorer(ID, text, ModelCard.EMPTY, 1))
        .hasMessageContaining("Input x is text, but feature age is a number");
  }

  @Test
  void when_inputIsOfAnUnknownForm_then_refused() {
    byte[] cube = linear(model(13).input("x", FLOAT, BATCH, 2, 2), "x").build();
    assertThatThrownBy(() -> new OnnxScorer(ID, cube, ModelCard.EMPTY, 1))
        .isInstanceOf(ModelException.class);
  }
}
