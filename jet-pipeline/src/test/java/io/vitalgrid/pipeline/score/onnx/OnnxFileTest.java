package io.vitalgrid.pipeline.score.onnx;

import static io.vitalgrid.train.onnx.ElementType.FLOAT;
import static io.vitalgrid.train.onnx.OnnxModelBuilder.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.vitalgrid.pipeline.score.TestModels;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.train.onnx.OnnxModelBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a file may hold before ONNX Runtime sees it. */
class OnnxFileTest {
  @Test
  void when_modelIsGood_then_itsStructureIsRead() {
    OnnxFile file = OnnxFile.inspect(TestModels.good());

    assertThat(file.opsets()).containsExactly(entry("", 13L));
    assertThat(file.nodes()).isEqualTo(2);
    assertThat(file.metadata()).containsKey("vitalgrid.features");
  }

  @Test
  void when_fileIsTooLarge_then_refusedBeforeItIsRead() {
    assertRefused(new byte[OnnxFile.MAX_BYTES + 1], "64 MiB");
  }

  @Test
  void when_thereAreTooManyNodes_then_refused() {
    OnnxModelBuilder model = TestModels.model().input("x0", FLOAT, BATCH, 1);
    for (int i = 0; i <= OnnxFile.MAX_NODES; i++) {
      model.node("Identity", List.of("x" + i), "x" + (i + 1));
    }
    assertRefused(model.build(), "more than 10000 nodes");
  }

  @Test
  void when_anOperatorIsOfAnotherDomain_then_refused() {
    byte[] model =
        TestModels.model()
            .opset("com.evil", 1)
            .input("x", FLOAT, BATCH, 1)
            .node("com.evil", "Shell", List.of("x"), List.of("y"))
            .output("y", FLOAT, BATCH, 1)
            .build();
    assertRefused(model, "operator Shell of domain com.evil; custom operators are off");
  }

  @Test
  void when_aGraphLoops_then_refused() {
    byte[] model =
        TestModels.model()
            .input("x", FLOAT, BATCH, 1)
            .node("Loop", List.of("x"), "y")
            .output("y", FLOAT, BATCH, 1)
            .build();
    assertRefused(model, "operator Loop, with which a file decides how long a run takes");
  }

  /** data_location = EXTERNAL in an initializer, and the same hidden in a node's attribute. */
  @Test
  void when_weightsAreInAnotherFile_then_refused() {
    byte[] tensor = message(14, new byte[] {1}, true);
    byte[] location = message(13, text("/etc/passwd"), false);
    for (byte[] external : List.of(tensor, location)) {
      assertRefused(model(message(5, external, false)), "weights in another file");
      byte[] attribute = message(5, external, false);
      byte[] node = concat(message(4, text("Constant"), false), message(5, attribute, false));
      assertRefused(model(message(1, node, false)), "weights in another file");
    }
  }

  @Test
  void when_graphsAreNestedWithoutEnd_then_refused() {
    byte[] graph = {};
    for (int i = 0; i < 50; i++) {
      graph = message(1, message(5, message(6, graph, false), false), false);
    }
    assertRefused(model(graph), "nests graphs deeper than 8");
  }

  /** Whatever the bytes are: a refusal, never another exception. */
  @Test
  void when_bytesAreDamaged_then_refusedOrRead() {
    Random random = new Random(7);
    byte[] good = TestModels.labelFirst();
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        OnnxFile.inspect(damaged);
      } catch (ModelException e) {
        assertThat(e).hasMessageContaining("model");
      }
    }
  }

  private static byte[] model(byte[] graph) {
    return concat(message(7, graph, false), message(8, message(2, new byte[] {13}, true), false));
  }

  private static byte[] message(int field, byte[] content, boolean number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(field << 3 | (number ? 0 : 2));
    if (!number) {
      for (int rest = content.length; ; rest >>>= 7) {
        bytes.write(rest > 127 ? (rest & 127) | 128 : rest);
        if (rest <= 127) {
          break;
        }
      }
    }
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static void assertRefused(byte[] model, String part) {
    assertThatThrownBy(() -> OnnxFile.inspect(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(part);
  }
}
