package io.vitalgrid.loadgen.event;

import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.schedule.Plan;
import java.util.List;

/**
 * What the events of a run are made from. Equal settings give equal events.
 *
 * @param cohort who is admitted, in this order
 * @param deterioratingShare patients that go through episodes, 0 to 1
 * @param terms of the system under load
 * @param admitted whether all are in already, by an earlier run: none is admitted at the start
 */
public record EventSettings(
    List<Stay> cohort,
    Disorder disorder,
    Trouble trouble,
    GridTerms terms,
    double deterioratingShare,
    long seed,
    List<Plan.Outage> outages,
    boolean admitted) {
  public EventSettings {
    if (cohort.isEmpty()) {
      throw new IllegalArgumentException("the cohort has no patients, must have at least one");
    }
    if (!(deterioratingShare >= 0 && deterioratingShare <= 1)) {
      throw new IllegalArgumentException(
          "deteriorating-share is " + deterioratingShare + ", must be 0 to 1, such as 0.05");
    }
  }

  /** Patients who are not in yet. */
  public EventSettings(
      List<Stay> cohort,
      Disorder disorder,
      Trouble trouble,
      GridTerms terms,
      double deterioratingShare,
      long seed,
      List<Plan.Outage> outages) {
    this(cohort, disorder, trouble, terms, deterioratingShare, seed, outages, false);
  }

  /** Devices that work, a network that holds, a grid set like that of {@code up}. */
  public static EventSettings of(
      List<Stay> cohort, Disorder disorder, double deterioratingShare, long seed) {
    return new EventSettings(
        cohort, disorder, Trouble.NONE, GridTerms.OF_UP, deterioratingShare, seed, List.of());
  }
}
