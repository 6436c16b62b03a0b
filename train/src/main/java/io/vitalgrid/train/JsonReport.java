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

  static byte[] of(Report report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("data", report.source());
      json.writeNumberField("stays", report.stays());
      json.writeNumberField("seed", report.seed());
      json.writeStringField("algorithm", report.algorithm().description());
      evaluation(json, "cross_validation", report.crossValidation());
      evaluation(json, "held_out", report.heldOut());
      confusion(json, report.confusion());
      model(json, report.model());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void evaluation(JsonGenerator json, String name, Evaluation evaluation)
      throws IOException {
    json.writeObjectFieldStart(name);
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

  private static void confusion(JsonGenerator json, Metrics.Confusion confusion)
      throws IOException {
    json.writeObjectFieldStart("held_out_decisions");
    json.writeNumberField("threshold", confusion.threshold());
    json.writeNumberField("true_positives", confusion.truePositives());
    json.writeNumberField("false_positives", confusion.falsePositives());
    json.writeNumberField("false_negatives", confusion.falseNegatives());
    json.writeNumberField("true_negatives", confusion.trueNegatives());
    json.writeNumberField("sensitivity", confusion.sensitivity());
    json.writeNumberField("specificity", confusion.specificity());
    json.writeNumberField("precision", confusion.precision());
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
