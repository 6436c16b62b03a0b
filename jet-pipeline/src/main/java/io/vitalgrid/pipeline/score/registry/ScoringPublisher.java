package io.vitalgrid.pipeline.score.registry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ScoringRow;
import io.vitalgrid.pipeline.score.shadow.Shadow;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes this member's row of table {@code scoring}. Called by the models thread. */
final class ScoringPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ScoringPublisher.class);
  private static final long ROW_TTL_SECONDS = 10;

  /** Outcomes are looked up only so often: they come slowly, and there may be many. */
  private static final long JUDGE_MS = 1000;

  private static final Shadow.Judgement UNJUDGED = new Shadow.Judgement(0, Double.NaN, Double.NaN);

  private final IMap<String, ScoringRow> rows;
  private final IMap<String, Boolean> outcomes;
  private final String member;
  private final Models models;
  private final Clock clock;
  private Shadow.Judgement judgement = UNJUDGED;
  private Shadow judged;
  private long judgedAtMs;

  ScoringPublisher(HazelcastInstance hazelcast, Models models, Clock clock) {
    rows = hazelcast.getMap(Maps.SCORING);
    outcomes = hazelcast.getMap(Maps.OUTCOMES);
    member = hazelcast.getCluster().getLocalMember().getUuid().toString();
    this.models = models;
    this.clock = clock;
  }

  void publish() {
    try {
      rows.set(member, row(), ROW_TTL_SECONDS, TimeUnit.SECONDS);
    } catch (RuntimeException e) { // the grid may be in any state; the next time may be better
      LOG.debug("The row of this member in map scoring could not be written: {}", e.toString());
    }
  }

  private ScoringRow row() {
    Lineup lineup = models.lineup();
    LiveModel scoring = lineup.champion();
    Shadow shadow = models.shadowOf(scoring);
    judge(shadow);
    String champion = scoring.key().toString();
    if (shadow == null) {
      return row(lineup, champion, null, NONE);
    }
    return row(lineup, champion, shadow.shadowId(), shadow.figures());
  }

  private static final Shadow.Figures NONE =
      new Shadow.Figures(
          0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private ScoringRow row(Lineup lineup, String champion, String shadow, Shadow.Figures figures) {
    return new ScoringRow(
        champion,
        lineup.championSinceMs(),
        models.demotions(),
        shadow,
        figures.rows(),
        figures.dropped(),
        figures.meanDifference(),
        figures.meanAbsDifference(),
        figures.rankCorrelation(),
        figures.changedShare(),
        judgement.labels(),
        judgement.championAuc(),
        judgement.shadowAuc(),
        figures.microsPerRow(),
        figures.cpuShare(),
        figures.handOverMicrosPerRow(),
        clock.millis());
  }

  private void judge(Shadow shadow) {
    if (shadow == null || shadow != judged) {
      judgement = UNJUDGED;
      judged = shadow;
      judgedAtMs = 0;
    }
    if (shadow == null || clock.millis() - judgedAtMs < JUDGE_MS || outcomes.isEmpty()) {
      return;
    }
    Map<String, Boolean> known = outcomes.getAll(shadow.patients());
    judgement = shadow.judge(known);
    judgedAtMs = clock.millis();
  }
}
