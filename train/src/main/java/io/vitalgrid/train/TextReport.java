package io.vitalgrid.train;

import io.vitalgrid.train.Metrics.CalibrationBin;
import java.io.PrintWriter;
import java.util.Locale;

/** What the command says while it works. */
final class TextReport {
  private final PrintWriter out;

  TextReport(PrintWriter out) {
    this.out = out;
  }

  void data(String source, Dataset data) {
    line("data        %s: %,d stays, %.2f %% readmitted", source, data.size(), 100 * data.rate());
  }

  void evaluation(Evaluation evaluation) {
    for (int fold = 0; fold < evaluation.foldAucs().size(); fold++) {
      line("fold %d      AUC %.4f", fold + 1, evaluation.foldAucs().get(fold));
    }
    line(
        "all folds   AUC %.4f (standard deviation over the folds %.4f)",
        evaluation.meanAuc(), evaluation.aucDeviation());
    line("            Brier score %.5f", evaluation.brier());
    line(
        "            mean predicted risk %.4f, observed rate %.4f",
        evaluation.meanPredicted(), evaluation.observedRate());
    line("calibration on unseen stays, from the lowest tenth of the risks to the highest:");
    line("  %8s  %10s  %10s", "stays", "predicted", "observed");
    for (CalibrationBin bin : evaluation.calibration()) {
      line("  %,8d  %10.4f  %10.4f", bin.stays(), bin.meanPredicted(), bin.observedRate());
    }
  }

  void model(TrainedModel model) {
    line(
        "model       %s: %,d bytes, ONNX opset %d, trained on all stays",
        model.file(), model.bytes(), OnnxExport.OPSET);
    line(
        "            scored with ONNX Runtime: differs from the trainer by %.1e at most",
        model.largestDifference());
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }
}
