package io.vitalgrid.pipeline.alert;

import com.hazelcast.core.HazelcastInstance;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.score.registry.Models;

/** Alerts about no patient, on their way from the member to the topic: models taken out of use. */
final class AlertNotices {
  private final Models models;

  AlertNotices(HazelcastInstance member) {
    models = Models.of(member);
  }

  /**
   * @return the next one, or null
   */
  AlertChange poll() {
    Models.Demotion next = models == null ? null : models.pollDemotion();
    if (next == null) {
      return null;
    }
    AlertRow row = next.alert();
    return new AlertChange(next.alertId(), Change.RAISED, row);
  }
}
