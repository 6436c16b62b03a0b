package io.vitalgrid.pipeline.member;

import io.vitalgrid.train.onnx.ElementType;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The smallest model that can score: the risk grows with age. */
final class TestModel {
  private TestModel() {}

  static Path write(Path folder) {
    byte[] model =
        new OnnxModelBuilder("test", 13)
            .input("features", ElementType.FLOAT, OnnxModelBuilder.BATCH, 1)
            .constant("weight", new float[] {0.01f}, 1, 1)
            .node("MatMul", List.of("features", "weight"), "logit")
            .node("Sigmoid", List.of("logit"), "probability")
            .output("probability", ElementType.FLOAT, OnnxModelBuilder.BATCH, 1)
            .metadata("vitalgrid.features", "age")
            .build();
    try {
      return Files.write(folder.resolve("test.onnx"), model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
