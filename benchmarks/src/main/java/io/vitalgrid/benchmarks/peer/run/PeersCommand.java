package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.Machine;
import io.vitalgrid.loadgen.slo.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code benchmarks/run}: the same job on VitalGrid and its peers, in turn, on this machine. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs the same job on each system in turn, under the same load, and compares.")
public final class PeersCommand implements Callable<Integer> {
  @Option(
      names = "--systems",
      split = ",",
      defaultValue = "vitalgrid,flink,flink-redis,reference,streams,floor",
      description =
          "Which, in this order; each round begins with another. Default: ${DEFAULT-VALUE}.")
  private List<String> systems;

  @Option(
      names = "--rounds",
      description =
          "How often each is measured, one after the other. Default: 3, in short forms 1.")
  private int rounds;

  @Option(names = "--quick", description = "Shorter, and one round.")
  private boolean quick;

  @Option(names = "--smoke", description = "Only whether it all works: no limit is searched.")
  private boolean smoke;

  @Option(
      names = "--slo",
      paramLabel = "OBJECTIVE",
      defaultValue = "p99<1s",
      converter = Slo.class,
      description =
          "Of the latency on the topic, what must be met at the highest sustainable rate; a system"
              + " is not measured at fixed rates above that. Default: ${DEFAULT-VALUE}.")
  private Objective slo;

  private int patients;

  @Spec private CommandSpec spec;

  @Option(
      names = "--patients",
      defaultValue = "1000",
      description = "How many. Default: ${DEFAULT-VALUE}.")
  void setPatients(int number) {
    if (number < 1) {
      throw new ParameterException(
          spec.commandLine(), "--patients is " + number + ", must be at least 1");
    }
    patients = number;
  }

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description =
          "Load of 20,000/s after each start, before anything is measured. Default: 30, quick 10,"
              + " smoke 0.")
  private Integer warmupSeconds;

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "EVENTS/S",
      description = "Only these, and no limit is searched.")
  private List<Integer> rates;

  @Option(
      names = "--seconds",
      description =
          "How long at each rate; from 60 on a full minute, when windows settle, is in it. Default:"
              + " 60, quick 10, smoke 3.")
  private Integer seconds;

  @Option(
      names = "--no-queries",
      description = "Does not measure when a query sees a prediction, which takes a while.")
  private boolean noQueries;

  @Option(
      names = "--jvm",
      split = ",",
      paramLabel = "FLAGS",
      description = "Of each system, after those that all have: another collector, a recording.")
  private List<String> flags = List.of();

  @Option(
      names = "--heap",
      defaultValue = "2g",
      description = "Of each system, lowest and highest. Default: ${DEFAULT-VALUE}.")
  private String heap;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "For logs, results.json and results.html. Default: a temporary one.")
  private Path out;

  public static void main(String[] args) {
    System.exit(new CommandLine(new PeersCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan = plan();
    List<Subject> subjects =
        systems.stream().map(Subject::named).filter(PeersCommand::canRun).toList();
    if (subjects.isEmpty()) {
      print("nothing is left to measure");
      return 1;
    }
    Path folder = out == null ? Files.createTempDirectory("peers") : out;
    Files.createDirectories(folder);
    int times = rounds > 0 ? rounds : quick || smoke ? 1 : 3;
    List<String> facts = new ArrayList<>(Machine.lines());
    facts.add("members   " + String.join(" ", plan.jvm().ofMember()));
    facts.add("peers     " + String.join(" ", plan.jvm().ofPeer()));
    facts.add("plan      " + plan.text() + ", rounds " + times);
    facts.forEach(System.out::println);
    print("logs      %s", folder);
    Path model = CheckModel.train(folder);
    Map<Subject, Figures> results = new EnumMap<>(Subject.class);
    try (PageCache pageCache = new PageCache(folder)) {
      for (int round = 1; round <= times; round++) {
        print("round %d", round);
        List<Subject> order = new ArrayList<>(subjects);
        Collections.rotate(order, 1 - round); // nobody is always the first
        new Round(plan, model, folder.resolve("round-" + round), pageCache).run(order, results);
        write(Results.of(results), facts, folder); // a run that ends early has its rounds
      }
    }
    Results.of(results).print(System.out);
    print("written to %s and results.html", folder.resolve("results.json"));
    return 0;
  }

  private static void write(Results results, List<String> facts, Path folder) throws IOException {
    Files.writeString(folder.resolve("results.json"), results.json(facts));
    Files.writeString(folder.resolve("results.html"), ResultsPage.of(results, facts));
  }

  private static boolean canRun(Subject subject) {
    boolean can = !subject.wantsRedis() || Redis.installed();
    if (!can) {
      print(
          "skipped   %s: redis-server is not on the PATH; install it (Debian: redis-server)",
          subject.label());
    }
    return can;
  }

  private Plan plan() {
    if ((smoke || rates != null) && spec.commandLine().getParseResult().hasMatchedOption("--slo")) {
      throw new ParameterException(
          spec.commandLine(),
          "--slo is for the search of limits: leave it out with --smoke and --rates");
    }
    Jvm jvm = new Jvm(heap, flags);
    Plan plan;
    if (smoke) {
      plan = Plan.smoke(jvm);
    } else {
      plan = quick ? Plan.quick(slo, patients, jvm) : Plan.full(slo, patients, jvm);
    }
    plan = rates == null ? plan : plan.only(rates);
    plan = seconds == null ? plan : plan.lasting(seconds);
    plan = noQueries ? plan.withoutQueries() : plan;
    return warmupSeconds == null ? plan : plan.withWarmup(warmupSeconds);
  }

  private static final class Slo implements ITypeConverter<Objective> {
    @Override
    public Objective convert(String text) {
      try {
        Objective objective = Objective.parse(text);
        if (!objective.measure().matches("p[0-9.]+|max|mean")) {
          throw new TypeConversionException(
              "slo is '" + text + "', must be about the latency on the topic, such as 'p99<100ms'");
        }
        return objective;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
