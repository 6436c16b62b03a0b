package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is admitted. */
final class PatientOptions {
  private static final int DEFAULT_PATIENTS = 1000;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description =
          "How many; of a cohort file the first N. Default: "
              + DEFAULT_PATIENTS
              + ", or as many as the file has if those are fewer.")
  private Integer patients;

  @Option(
      names = "--cohort",
      paramLabel = "FILE",
      description = "Readmission CSV whose rows are admitted. Default: a generated cohort.")
  private Path cohortFile;

  @Option(
      names = "--admitted",
      description =
          "The patients are in already, by an earlier run with the same --patients, --cohort and "
              + "--seed: admits none at the start.")
  boolean admitted;

  @Option(
      names = "--deteriorating-share",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description = "Patients that get worse now and then. Default: ${DEFAULT-VALUE}.")
  double deterioratingShare;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The same seed gives the same events. Default: ${DEFAULT-VALUE}.")
  long seed;

  /**
   * The patients.
   *
   * @throws IllegalArgumentException if there cannot be so many
   * @throws LoadgenException if the file is not one
   */
  List<Stay> cohort() {
    if (patients != null && patients < 1) {
      throw new IllegalArgumentException(
          "patients is " + patients + ", must be at least 1, such as 1000");
    }
    if (patients != null && patients > Cohort.MAX_STAYS) {
      throw new IllegalArgumentException(
          "patients is " + patients + ", must be at most " + Cohort.MAX_STAYS);
    }
    int wanted = patients == null ? DEFAULT_PATIENTS : patients;
    if (cohortFile == null) {
      return Cohort.generate(wanted, seed);
    }
    List<Stay> stays = read(cohortFile);
    if (patients != null && patients > stays.size()) {
      throw new IllegalArgumentException(
          "patients is %d, but %s has %d: ask for no more, or leave it out"
              .formatted(patients, cohortFile, stays.size()));
    }
    return stays.subList(0, Math.min(wanted, stays.size()));
  }

  private static List<Stay> read(Path file) {
    if (!Files.isReadable(file)) {
      throw new LoadgenException(
          "cohort file "
              + file
              + " cannot be read: check the path, or leave --cohort out for a"
              + " generated cohort");
    }
    try {
      return Cohort.read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new LoadgenException("cohort file: " + e.getMessage(), e);
    }
  }

  /** For people. */
  String describe() {
    return cohortFile == null ? "generated" : String.valueOf(cohortFile.getFileName());
  }
}
