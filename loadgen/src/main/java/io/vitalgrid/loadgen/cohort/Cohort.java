package io.vitalgrid.loadgen.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The patients of a run: read from a readmission data set, or generated like one. */
public final class Cohort {
  /** The most stays of one cohort: patient ids have up to six digits. */
  public static final int MAX_STAYS = 999_999;

  private Cohort() {}

  /**
   * Reads a CSV file with the columns of the readmission data set. Columns are found by the names
   * in the header line, in any order; other columns are ignored; {@code readmitted_30_days} may be
   * absent. UTF-8 with or without a byte order mark, any line ends.
   *
   * @return the stays in the file's order, at least one; unmodifiable
   * @throws CohortException if the content is wrong: names file, line, column, value and rule
   * @throws IOException if the file cannot be read
   */
  public static List<Stay> read(Path csv) throws IOException {
    return CohortReader.read(csv);
  }

  /**
   * Generates stays with the distributions and the label rule of the public data set. The same seed
   * gives the same stays, and a shorter cohort is the beginning of a longer one.
   *
   * @param count number of stays, from 1 to {@link #MAX_STAYS}
   */
  public static List<Stay> generate(int count, long seed) {
    if (count < 1 || count > MAX_STAYS) {
      throw new IllegalArgumentException(
          "count is " + count + ", but a cohort has from 1 to " + MAX_STAYS + " stays");
    }
    return CohortGenerator.generate(count, seed);
  }
}
