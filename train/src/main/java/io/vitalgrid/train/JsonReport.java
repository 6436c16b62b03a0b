package io.vitalgrid.train;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.vitalgrid.train.Metrics.CalibrationBin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The same for programs: one JSON object, in UTF-8. */
final class JsonReport {
  private JsonReport() {}

  static byte[] of(
      String source, Dataset data, long seed, Evaluation evaluation, TrainedModel model)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("data", source);
      json.writeNumberField("stays", data.size());
      json.writeNumberField("seed", seed);
      json.writeStringField("algorithm", "logistic regression, L1 penalty, LIBLINEAR");
      json.writeNumberField("c", LogisticTrainer.C);
      evaluation(json, evaluation);
      model(json, model);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void evaluation(JsonGenerator json, Evaluation evaluation) throws IOException {
    json.writeObjectFieldStart("cross_validation");
    json.writeArrayFieldStart("fold_auc");
    for (double auc : evaluation.foldAucs()) {
      json.writeNumber(auc);
    }
    json.writeEndArray();
    json.writeNumberField("mean_auc", evaluation.meanAuc());
    json.writeNumberField("brier", evaluation.brier());
    json.writeNumberField("mean_predicted", evaluation.meanPredicted());
    json.writeNumberField("observed_rate", evaluation.observedRate());
    json.writeArrayFieldStart("calibration");
    for (CalibrationBin bin : evaluation.calibration()) {
      json.writeStartObject();
      json.writeNumberField("stays", bin.stays());
      json.writeNumberField("mean_predicted", bin.meanPredicted());
      json.writeNumberField("observed_rate", bin.observedRate());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void model(JsonGenerator json, TrainedModel model) throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("file", model.file().toString());
    json.writeNumberField("bytes", model.bytes());
    json.writeStringField("sha256", model.sha256());
    json.writeNumberField("opset", OnnxExport.OPSET);
    json.writeNumberField("onnx_max_difference", model.largestDifference());
    json.writeEndObject();
  }
}
