package io.vitalgrid.chaos.verdict;

import io.vitalgrid.grid.Counter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the judge found: nothing, or which rules were broken how often, with examples. */
public final class Verdict {
  private static final int EXAMPLES = 5;

  private final Map<Rule, List<String>> examples = new EnumMap<>(Rule.class);
  private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
  private final List<String> notes = new ArrayList<>();
  private Map<Counter, Long> outcomes = Map.of();
  private long rejected;
  private int windows;
  private int patients;

  private Verdict() {}

  /** Judges a run. */
  public static Verdict of(Facts facts) {
    Verdict verdict = new Verdict();
    Expectation expected = Expectation.of(facts);
    verdict.outcomes = expected.outcomes();
    verdict.rejected = expected.refusals().size();
    verdict.windows = expected.windows().size();
    verdict.patients = expected.patients().size();
    ConservationCheck.run(facts, expected, verdict);
    StateCheck.run(facts, expected, verdict);
    WindowCheck.run(facts, expected, verdict);
    PredictionCheck.run(facts, expected, verdict);
    RevisionCheck.run(facts, expected, verdict);
    SideOutputCheck.run(facts, expected, verdict);
    return verdict;
  }

  void broken(Rule rule, String how) {
    counts.merge(rule, 1, Integer::sum);
    List<String> some = examples.computeIfAbsent(rule, any -> new ArrayList<>());
    if (some.size() < EXAMPLES) {
      some.add(how);
    }
  }

  /** Something that helps to understand. */
  void note(String text) {
    notes.add(text);
  }

  public boolean isClean() {
    return counts.isEmpty();
  }

  /** How often each rule was broken; without those that hold. */
  public Map<Rule, Integer> broken() {
    return counts;
  }

  /** A line for the law of conservation, and one for each rule with examples of what broke it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    long sum = rejected + outcomes.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder law = new StringBuilder("records " + sum + " = rejected " + rejected);
    outcomes.forEach(
        (outcome, n) -> law.append(" + ").append(outcome.columnName()).append(' ').append(n));
    lines.add(law + "; windows " + windows + ", patients " + patients);
    for (Rule rule : Rule.values()) {
      int n = counts.getOrDefault(rule, 0);
      lines.add((n == 0 ? "holds   " : "BROKEN  ") + rule + ": " + rule.sentence());
      examples.getOrDefault(rule, List.of()).forEach(how -> lines.add("          " + how));
      if (n > EXAMPLES) {
        lines.add("          and " + (n - EXAMPLES) + " more");
      }
    }
    notes.forEach(note -> lines.add("note    " + note));
    return lines;
  }
}
