package io.vitalgrid.benchmarks.peer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The model of the comparison, trained on stays whose outcome hangs on blood pressure: all that a
 * window gives to a model are its mean pressures. One trained on {@code generated} stays gives them
 * no weight, and a system could then get every window wrong and still say the right risk.
 */
final class CheckModel {
  private static final int STAYS = 3_000;
  private static final String HEADER =
      "patient_id,age,gender,blood_pressure,cholesterol,bmi,diabetes,hypertension,"
          + "medication_count,length_of_stay,discharge_destination,readmitted_30_days\n";

  private CheckModel() {}

  /** Trains it unless it is there, and returns its file. */
  static Path train(Path folder) throws IOException, InterruptedException {
    Path model = folder.resolve("model.onnx").toAbsolutePath();
    if (!Files.exists(model)) {
      Path stays = folder.resolve("stays.csv").toAbsolutePath();
      Files.writeString(stays, stays(new Random(1)));
      try (Child training =
          Child.start(
              "train",
              folder.resolve("train.log"),
              List.of("-XX:+UseSerialGC"),
              "io.vitalgrid.train.TrainCommand",
              List.of("--data", stays.toString(), "--out", model.toString()))) {
        if (training.awaitEnd(Duration.ofMinutes(2)) != 0) {
          throw new IllegalStateException("no model was trained, see " + folder);
        }
      }
    }
    return model;
  }

  private static String stays(Random random) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 1; i <= STAYS; i++) {
      int systolic = 100 + random.nextInt(70);
      int diastolic = 55 + random.nextInt(40);
      double logOdds = (systolic - 135) / 15.0 + (diastolic - 75) / 10.0;
      boolean readmitted = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%s,%d/%d,%d,%.1f,%s,%s,%d,%d,%s,%s\n",
              i,
              30 + random.nextInt(60),
              random.nextBoolean() ? "Female" : "Male",
              systolic,
              diastolic,
              160 + random.nextInt(120),
              20 + random.nextInt(150) / 10.0,
              random.nextBoolean() ? "Yes" : "No",
              random.nextBoolean() ? "Yes" : "No",
              random.nextInt(10),
              1 + random.nextInt(9),
              random.nextBoolean() ? "Home" : "Rehab",
              readmitted ? "Yes" : "No"));
    }
    return csv.toString();
  }
}
