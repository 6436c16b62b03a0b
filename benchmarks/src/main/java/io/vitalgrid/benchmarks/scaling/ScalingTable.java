package io.vitalgrid.benchmarks.scaling;

import java.util.List;
import java.util.Locale;

/** Prints the tables of docs/design/0015-scaling.md. */
public final class ScalingTable {
  private static final long PATIENTS = 10_000_000;

  /** Settled windows that a patient has in the table, one a minute: for six hours, the default. */
  private static final int SIX_HOURS = 360;

  private static final int TEN_MINUTES = 10;
  private static final double TEN_GIGABIT = 1.25e9;

  private ScalingTable() {}

  public static void main(String[] args) {
    System.out.print(text(8, TEN_GIGABIT));
    System.out.println();
    System.out.print(onTwoCores());
  }

  static String text(int cores, double linkBytesPerSecond) {
    Scaling scaling = new Scaling(Costs.TODAY, cores, linkBytesPerSecond, 1);
    StringBuilder text = new StringBuilder();
    text.append(
        "| members | events/s | us CPU an event | first | MB/s a member |"
            + " heap GB a member: windows of 6 h, of 10 min |");
    text.append(" p99 ms at 50 %, at the limit |\n|---|---|---|---|---|---|---|\n");
    for (int members : List.of(1, 2, 3, 4, 8, 16, 32, 64)) {
      double rate = scaling.rate(members);
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %,.0f | %.1f | %s | %.0f | %,.0f, %.1f | %.0f, %.0f |%n",
              members,
              rate,
              scaling.cpuMicros(members),
              scaling.saturatesFirst(members),
              rate / members * scaling.networkBytes(members) / 1e6,
              scaling.heapBytes(members, PATIENTS, SIX_HOURS) / 1e9,
              scaling.heapBytes(members, PATIENTS, TEN_MINUTES) / 1e9,
              scaling.p99Ms(members, rate / 2),
              scaling.p99Ms(members, rate)));
    }
    return text.toString();
  }

  /** What benchmarks/run measures with members of two cores, be they shared. */
  static String onTwoCores() {
    Scaling scaling = new Scaling(Costs.TODAY, 2, TEN_GIGABIT, 1);
    StringBuilder text = new StringBuilder();
    text.append("| members | us CPU an event at 5,000/s | at 20,000/s |\n|---|---|---|\n");
    for (int members : List.of(1, 2, 3)) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %.0f | %.0f |%n",
              members,
              scaling.cpuMicros(members, 5_000),
              scaling.cpuMicros(members, 20_000)));
    }
    return text.toString();
  }
}
