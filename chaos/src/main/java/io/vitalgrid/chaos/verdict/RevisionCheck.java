package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.REVISION;

import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import io.vitalgrid.chaos.verdict.Facts.Span;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Topic {@code predictions}: for each patient and window revisions are 1, 2, 3 …. Only while a
 * restart may be going on may they repeat, step back or leave one out. In the end they have
 * converged: the highest (of several, the one scored last) says what the tables say, and it is the
 * last one. There are two exceptions. A member that had been given up may send old ones after it.
 * And a replay may need fewer revisions than there were, because it judged an event on time that
 * had been late: then the one that it ends with has the figures of the highest.
 */
final class RevisionCheck {
  private static final int HISTORIES = 4;

  /** What a consumer goes by. */
  private static final Comparator<PaneSaid> BY_TRUTH =
      Comparator.comparingLong(PaneSaid::revision).thenComparingLong(PaneSaid::scoredAtMs);

  /** What was said of one window. */
  private static final class Course {
    private PaneSaid last;

    /** A record lies on the topic no earlier than those before it, whenever it was made. */
    private long saidMs;

    private boolean replayed;
    private PaneSaid highest;

    /** The highest that is not EARLY, which table windows does not get. */
    private PaneSaid settled;
  }

  private final Facts facts;
  private final Expectation expected;
  private final Verdict verdict;
  private final Map<WindowKey, Course> courses = new HashMap<>();

  /** The first windows that broke the rule, and all that was said of them. */
  private final Map<WindowKey, StringBuilder> histories = new LinkedHashMap<>();

  private RevisionCheck(Facts facts, Expectation expected, Verdict verdict) {
    this.facts = facts;
    this.expected = expected;
    this.verdict = verdict;
  }

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    RevisionCheck check = new RevisionCheck(facts, expected, verdict);
    facts.panes().forEach(check::read);
    check.courses.forEach(check::converged);
    check.compareWindows();
    check.comparePredictions();
    check.tellHistories();
  }

  private void read(PaneSaid pane) {
    WindowKey key = new WindowKey(pane.patientId(), pane.windowEndMs());
    if (!pane.patientId().equals(expected.patientOf(pane.eventId()))) {
      broken(key, "names " + pane.eventId() + ", no event of theirs");
    }
    Course course = courses.computeIfAbsent(key, any -> new Course());
    course.saidMs = Math.max(course.saidMs, pane.timestampMs());
    long before = course.last == null ? 0 : course.last.revision();
    if (pane.revision() != before + 1 && span(course) == null) {
      broken(key, "has revision " + pane.revision() + " after " + before + ", with no restart");
    }
    course.replayed |= pane.revision() <= before;
    course.last = pane;
    course.highest = higher(course.highest, pane);
    if (!pane.timing().equals("EARLY")) {
      course.settled = higher(course.settled, pane);
    }
  }

  private static PaneSaid higher(PaneSaid one, PaneSaid other) {
    return one == null || BY_TRUTH.compare(one, other) <= 0 ? other : one;
  }

  private Span span(Course course) {
    for (Span span : facts.disturbances()) {
      if (span.contains(course.saidMs)) {
        return span;
      }
    }
    return null;
  }

  private void converged(WindowKey key, Course course) {
    if (course.last.revision() == course.highest.revision() || endsAsTheTables(key, course)) {
      return;
    }
    Span span = span(course);
    if (span == null || !span.undead()) {
      broken(
          key,
          "ends with revision %d below its highest, %d"
              .formatted(course.last.revision(), course.highest.revision()));
    }
  }

  /** What the tables say is compared with the highest's figures apart. */
  private boolean endsAsTheTables(WindowKey key, Course course) {
    WindowRow window = facts.windows().get(key);
    if (window != null) {
      return course.last.revision() == window.revision();
    }
    PredictionRow prediction = facts.predictions().get(key.patientId());
    return prediction != null
        && prediction.windowEndMs() == key.windowEndMs()
        && prediction.revision() == course.last.revision();
  }

  /** Whether a table may have this revision; its figures are compared apart. */
  private static boolean isTrue(long revision, PaneSaid highest, Course course) {
    return revision == highest.revision()
        || (course.replayed && revision == course.last.revision());
  }

  private void compareWindows() {
    facts.windows().forEach(this::compare);
    courses.forEach(
        (key, course) -> {
          if (course.settled != null && !facts.windows().containsKey(key)) {
            broken(key, "has settled, but is not in table windows");
          }
        });
  }

  private void compare(WindowKey key, WindowRow row) {
    Course course = courses.get(key);
    if (course == null || course.settled == null) {
      broken(key, "is in table windows, but not on the topic");
    } else if (!isTrue(row.revision(), course.settled, course)) {
      broken(
          key,
          "has revision %d in table windows, %d on the topic"
              .formatted(row.revision(), course.settled.revision()));
    } else if (Double.compare(row.risk(), course.settled.risk()) != 0) {
      broken(
          key,
          "has risk %s in table windows, %s on the topic"
              .formatted(row.risk(), course.settled.risk()));
    }
  }

  private void comparePredictions() {
    facts.predictions().forEach((id, row) -> compare(new WindowKey(id, row.windowEndMs()), row));
  }

  private void compare(WindowKey key, PredictionRow row) {
    Course course = courses.get(key);
    if (course == null) {
      broken(key, "is in table predictions, but not on the topic");
    } else if (!isTrue(row.revision(), course.highest, course)) {
      broken(
          key,
          "has revision %d in table predictions, %d on the topic"
              .formatted(row.revision(), course.highest.revision()));
    } else if (Double.compare(row.risk(), course.highest.risk()) != 0
        || row.news2() != course.highest.news2()) {
      broken(key, "has other figures in table predictions than on the topic");
    }
  }

  private void broken(WindowKey key, String how) {
    verdict.broken(REVISION, WindowCheck.name(key.patientId(), key.windowEndMs()) + " " + how);
    if (histories.size() < HISTORIES) {
      histories.putIfAbsent(key, new StringBuilder());
    }
  }

  private void tellHistories() {
    if (histories.isEmpty()) {
      return;
    }
    for (PaneSaid pane : facts.panes()) {
      StringBuilder history = histories.get(new WindowKey(pane.patientId(), pane.windowEndMs()));
      if (history != null) {
        history.append(
            "; %d %s by %s at %s risk %.6f"
                .formatted(
                    pane.revision(),
                    pane.timing(),
                    pane.eventId(),
                    Instant.ofEpochMilli(pane.timestampMs()),
                    pane.risk()));
      }
    }
    histories.forEach(
        (key, history) ->
            verdict.note(WindowCheck.name(key.patientId(), key.windowEndMs()) + history));
  }
}
