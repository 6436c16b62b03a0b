package io.vitalgrid.loadgen.report;

import java.util.List;

/** Tells several. */
public record Reports(List<Report> all) implements Report {
  public Reports {
    all = List.copyOf(all);
  }

  @Override
  public void second(Second second) {
    all.forEach(report -> report.second(second));
  }

  @Override
  public void end(Result result) {
    all.forEach(report -> report.end(result));
  }
}
