package io.vitalgrid.chaos.watch;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.grid.Grid;
import io.vitalgrid.chaos.load.Ledger;
import io.vitalgrid.chaos.verdict.Facts;
import io.vitalgrid.chaos.verdict.Facts.Span;
import java.util.List;

/** Reads from topics and tables what a run is judged by. */
public final class Collector {
  private final WindowSettings windowing;
  private final String kafka;
  private final Grid grid;
  private final Ledger ledger;

  public Collector(WindowSettings windowing, String kafka, Grid grid, Ledger ledger) {
    this.windowing = windowing;
    this.kafka = kafka;
    this.grid = grid;
    this.ledger = ledger;
  }

  /** The tables as they are now; the topics as they are when they are read. */
  public Facts facts(List<Span> disturbances) {
    return new Facts(
        windowing,
        ledger.sends(),
        new Topic<>(kafka, WindowSettings.INPUT_TOPIC, Parsing::input),
        new Topic<>(kafka, WindowSettings.PREDICTIONS_TOPIC, Parsing::pane),
        new Topic<>(kafka, WindowSettings.REJECTED_TOPIC, Parsing::refusal),
        new Topic<>(kafka, WindowSettings.LATE_EVENTS_TOPIC, Parsing::late),
        grid.patients(),
        grid.predictions(),
        grid.windows(),
        grid.lateEvents(),
        disturbances);
  }
}
