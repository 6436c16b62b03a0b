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

  void algorithm(Algorithm algorithm) {
    line("algorithm   %s", algorithm.description());
  }

  void fold(int fold, int folds, double auc) {
    line("fold %d of %d AUC %.4f", fold, folds, auc);
  }

  void heldOut(Evaluation evaluation, Metrics.Confusion confusion) {
    line(
        "held out    %,d stays: AUC %.4f, Brier score %.5f, mean predicted risk %.4f, observed rate"
            + " %.4f",
        confusion.stays(),
        evaluation.meanAuc(),
        evaluation.brier(),
        evaluation.meanPredicted(),
        evaluation.observedRate());
    line(
        "            at risk from %.4f on: sensitivity %.3f, specificity %.3f, precision %.3f",
        confusion.threshold(),
        confusion.sensitivity(),
        confusion.specificity(),
        confusion.precision());
    line("  %20s  %10s  %10s", "", "readmitted", "not");
    line(
        "  %20s  %,10d  %,10d",
        "called at risk", confusion.truePositives(), confusion.falsePositives());
    line("  %20s  %,10d  %,10d", "not", confusion.falseNegatives(), confusion.trueNegatives());
  }

  void evaluation(Evaluation evaluation) {
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
