package io.vitalgrid.pipeline.member;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model that {@code up} scores with when none is configured: trained once, then kept. */
final class Training {
  private static final String LABEL = "readmitted_30_days";

  private final Path model;
  private final ChildProcess process; // null if there was nothing to do

  private Training(Path model, ChildProcess process) {
    this.model = model;
    this.process = process;
  }

  /**
   * Starts training unless the model is there.
   *
   * @param cohort whose outcomes it learns from, or null; one without outcomes cannot be learnt
   *     from
   */
  static Training start(Launcher launcher, Children children, Path cohort) {
    Path model = launcher.trainedModel();
    if (Files.exists(model)) {
      return new Training(model, null);
    }
    try {
      Files.createDirectories(model.getParent());
    } catch (IOException e) {
      throw new StartException(
          "the model cannot be written to %s: %s. Give one with --set model.path=FILE"
              .formatted(model.getParent(), e),
          e);
    }
    String data = cohort != null && hasOutcomes(cohort) ? cohort.toString() : "generated";
    List<String> arguments = List.of("train", "--quiet", "--data", data, "--out", model.toString());
    return new Training(model, children.start(arguments, line -> {}).mayFinish());
  }

  private static boolean hasOutcomes(Path cohort) {
    try (BufferedReader lines = Files.newBufferedReader(cohort)) {
      String header = lines.readLine();
      return header != null && header.contains(LABEL);
    } catch (IOException e) {
      return false; // the load generator says what is wrong with the file
    }
  }

  Path model() {
    return model;
  }

  /** Whether the model is being made in this run. */
  boolean isNew() {
    return process != null;
  }

  boolean isDone() {
    return process == null || !process.isAlive();
  }
}
