package io.vitalgrid.chaos.load;

/** Hears of vitals that must show up in a prediction. */
public interface LoadListener {
  void sent(String patientId, String eventId, long sentAtMs);

  /** It is not known to have arrived: no prediction need follow. */
  void lost(String patientId, String eventId);
}
