package io.vitalgrid.loadgen.scenario;

import io.vitalgrid.loadgen.schedule.Arrivals;
import io.vitalgrid.loadgen.schedule.Phase;
import io.vitalgrid.loadgen.schedule.Phase.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/** The kinds of phase that a scenario may name. */
final class PhaseReader {
  private record Kind(List<String> keys, Function<YamlMap, List<Phase>> read) {}

  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("constant", new Kind(List.of("rate", "for"), PhaseReader::constant));
    KINDS.put("ramp", new Kind(List.of("from", "to", "for"), PhaseReader::ramp));
    KINDS.put("steps", new Kind(List.of("from", "to", "by", "each"), PhaseReader::steps));
    KINDS.put("spike", new Kind(List.of("from", "to", "rise", "hold", "fall"), PhaseReader::spike));
    KINDS.put("burst", new Kind(List.of("rate", "for"), PhaseReader::burst));
    KINDS.put(
        "day-rhythm", new Kind(List.of("mean", "swing", "day", "for"), PhaseReader::dayRhythm));
    KINDS.put("outage", new Kind(List.of("rate", "cut-off", "for", "flood"), PhaseReader::outage));
    KINDS.put("pause", new Kind(List.of("for"), PhaseReader::pause));
  }

  private PhaseReader() {}

  /** One item of the list of phases, such as {@code constant: {rate: 1000, for: 30s}}. */
  static List<Phase> read(String file, Node node) {
    YamlMap item = new YamlMap(file, "a phase", node);
    item.allow(KINDS.keySet());
    if (item.keys().size() != 1) {
      throw item.fail(
          "a phase has " + item.keys().size() + " kinds, must have one: begin each with '- '");
    }
    String name = item.keys().iterator().next();
    Kind kind = KINDS.get(name);
    YamlMap values = new YamlMap(file, "phase " + name, item.node(name).orElseThrow());
    values.allow(kind.keys());
    try {
      return kind.read().apply(values);
    } catch (IllegalArgumentException e) {
      String key = e.getMessage().substring(0, Math.max(0, e.getMessage().indexOf(' ')));
      throw values.fail(values.lineOf(key), "phase " + name + ": " + e.getMessage());
    }
  }

  private static List<Phase> constant(YamlMap values) {
    return List.of(
        Phase.of(
            "constant", values.duration("for"), new Arrivals.Constant(values.integer("rate"))));
  }

  private static List<Phase> pause(YamlMap values) {
    return List.of(Phase.of("pause", values.duration("for"), new Arrivals.Constant(0)));
  }

  private static List<Phase> ramp(YamlMap values) {
    return List.of(
        ramp("ramp", values.integer("from"), values.integer("to"), values.duration("for")));
  }

  private static Phase ramp(String kind, int from, int to, Duration duration) {
    return Phase.of(kind, duration, new Arrivals.Ramp(from, to, duration));
  }

  private static List<Phase> steps(YamlMap values) {
    int from = values.integer("from");
    int to = values.integer("to");
    int by = values.integer("by");
    if (by < 1 || to < from) {
      throw new IllegalArgumentException(
          "by is " + by + ", from " + from + ", to " + to + ", must go up in steps of 1 or more");
    }
    List<Phase> steps = new ArrayList<>();
    for (int rate = from; rate <= to; rate += by) {
      steps.add(Phase.of("step", values.duration("each"), new Arrivals.Constant(rate)));
    }
    return steps;
  }

  private static List<Phase> spike(YamlMap values) {
    int from = values.integer("from");
    int to = values.integer("to");
    return List.of(
        ramp("spike rises", from, to, values.duration("rise")),
        Phase.of("spike", values.duration("hold"), new Arrivals.Constant(to)),
        ramp("spike falls", to, from, values.duration("fall")));
  }

  private static List<Phase> burst(YamlMap values) {
    return List.of(
        Phase.of("burst", values.duration("for"), new Arrivals.Poisson(values.integer("rate"))));
  }

  private static List<Phase> dayRhythm(YamlMap values) {
    return List.of(
        Phase.of(
            "day-rhythm",
            values.duration("for"),
            new Arrivals.DayRhythm(
                values.integer("mean"), values.share("swing"), values.duration("day"))));
  }

  /** What the devices that were cut off kept comes in the flood, beside what is measured then. */
  private static List<Phase> outage(YamlMap values) {
    int rate = values.integer("rate");
    double cutOff = values.share("cut-off");
    Duration lasts = values.duration("for");
    Duration flood = values.duration("flood");
    if (!(cutOff > 0)) {
      throw new IllegalArgumentException("cut-off is " + cutOff + ", must be above 0, such as 0.4");
    }
    if (flood.toMillis() < 1) {
      throw new IllegalArgumentException("flood must be above 0, such as 10s");
    }
    double kept = rate * cutOff * lasts.toMillis() / flood.toMillis(); // events/s of the flood
    return List.of(
        new Phase(
            "outage",
            lasts,
            new Arrivals.Constant((int) Math.round(rate * (1 - cutOff))),
            new Network(cutOff, 0)),
        new Phase(
            "flood",
            flood,
            new Arrivals.Constant((int) Math.round(rate + kept)),
            new Network(0, kept / (rate + kept))));
  }
}
