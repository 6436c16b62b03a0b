package io.vitalgrid.benchmarks.peer.streams;

import io.vitalgrid.benchmarks.peer.job.Model;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.PredictionJson;
import io.vitalgrid.benchmarks.peer.job.Stats;
import io.vitalgrid.pipeline.window.Timing;
import java.util.List;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Scores each by itself: Streams may commit after any record, and what waited for a batch would be
 * lost with the process.
 */
final class ScoreProcessor implements Processor<Windowed<String>, Stats, String, byte[]> {
  private final PredictionJson json = new PredictionJson();
  private ProcessorContext<String, byte[]> context;
  private Model model;

  @Override
  public void init(ProcessorContext<String, byte[]> given) {
    context = given;
    model = new Model(PeerSettings.model());
  }

  @Override
  public void process(Record<Windowed<String>, Stats> pane) {
    String patient = pane.key().key();
    Prediction prediction =
        new Prediction(patient, Timing.EARLY, pane.key().window().end(), pane.value());
    model.score(List.of(prediction));
    context.forward(pane.withKey(patient).withValue(json.prediction(prediction)));
  }

  @Override
  public void close() {
    model.close();
  }
}
