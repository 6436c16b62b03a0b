package io.vitalgrid.pipeline.score.python;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.python.PythonServiceConfig;
import com.hazelcast.jet.python.PythonTransforms;

/** The grid's job for one Python model: a Python process on each member. */
final class PythonJob {
  private PythonJob() {}

  /** Starts it, unless another member has. */
  static Job start(HazelcastInstance member, String modelId, byte[] model) {
    try (PythonFolder folder = new PythonFolder(model)) {
      PythonServiceConfig python =
          new PythonServiceConfig()
              .setBaseDir(folder.path().toString())
              .setHandlerModule(PythonFolder.HANDLER);
      return member.getJet().newJobIfAbsent(pipeline(modelId, python), config(modelId));
    }
  }

  private static Pipeline pipeline(String modelId, PythonServiceConfig python) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .<String>readFrom(
            Sources.streamFromProcessor(
                "questions", ProcessorMetaSupplier.of(1, () -> new QuestionSourceP(modelId))))
        .withoutTimestamps()
        .setLocalParallelism(1)
        .apply(PythonTransforms.mapUsingPython(python))
        .setLocalParallelism(1)
        .writeTo(
            Sinks.fromProcessor(
                "answers", ProcessorMetaSupplier.of(1, () -> new AnswerSinkP(modelId))));
    return pipeline;
  }

  private static JobConfig config(String modelId) {
    return new JobConfig().setName("python-" + modelId).setStoreMetricsAfterJobCompletion(false);
  }
}
