package io.vitalgrid.pipeline.score.onnx;

import io.vitalgrid.pipeline.score.model.ModelException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model file is data from outside. Before ONNX Runtime sees it, this looks at its structure: it
 * is not too large, has not too many nodes, uses only operators that ONNX Runtime has built in,
 * refers to no other file, and can not loop.
 *
 * @param opsets version by domain; the standard domain is the empty string
 * @param nodes those of subgraphs and functions included
 * @param metadata the model's own
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, whose field
 *     numbers are used here
 */
public record OnnxFile(Map<String, Long> opsets, int nodes, Map<String, String> metadata) {
  public static final int MAX_BYTES = 64 << 20;
  public static final int MAX_NODES = 10_000;

  private static final int MAX_DEPTH = 8;
  private static final long EXTERNAL = 1; // TensorProto.DataLocation

  /** The domains whose operators ONNX Runtime has built in. */
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

  /** With these a file decides how long a run takes. */
  private static final Set<String> LOOPS = Set.of("Loop", "Scan", "SequenceMap");

  /**
   * Reads and judges.
   *
   * @throws ModelException naming what is not allowed, the rule and the way out
   */
  public static OnnxFile inspect(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new ModelException(
          "The model has "
              + (bytes.length >> 20)
              + " MiB; the limit is "
              + (MAX_BYTES >> 20)
              + " MiB. Export a smaller one: fewer trees, or quantized weights");
    }
    return new Inspection().model(Wire.of(bytes));
  }

  /** One walk through a file. */
  private static final class Inspection {
    private final Map<String, Long> opsets = new TreeMap<>();
    private final Map<String, String> metadata = new HashMap<>();
    private boolean hasGraph;
    private int nodes;

    OnnxFile model(Wire model) {
      for (int field; (field = model.next()) != 0; ) {
        switch (field) {
          case 7 -> {
            hasGraph = true;
            graph(model.message(), 0);
          }
          case 8 -> opset(model.message());
          case 14 -> metadata(model.message());
          case 25 -> function(model.message());
          default -> {}
        }
      }
      if (!hasGraph || opsets.isEmpty()) {
        throw new ModelException("The file is no ONNX model: it has no graph or no operator set");
      }
      return new OnnxFile(Map.copyOf(opsets), nodes, Map.copyOf(metadata));
    }

    private void opset(Wire opset) {
      String domain = "";
      long version = 0;
      for (int field; (field = opset.next()) != 0; ) {
        switch (field) {
          case 1 -> domain = opset.text();
          case 2 -> version = opset.number();
          default -> {}
        }
      }
      opsets.put(domain, version);
    }

    private void metadata(Wire entry) {
      String key = "";
      String value = "";
      for (int field; (field = entry.next()) != 0; ) {
        switch (field) {
          case 1 -> key = entry.text();
          case 2 -> value = entry.text();
          default -> {}
        }
      }
      metadata.put(key, value);
    }

    private void function(Wire function) {
      for (int field; (field = function.next()) != 0; ) {
        if (field == 7) {
          node(function.message(), 1);
        }
      }
    }

    private void graph(Wire graph, int depth) {
      if (depth > MAX_DEPTH) {
        throw new ModelException(
            "The model nests graphs deeper than " + MAX_DEPTH + ". Export it without branches");
      }
      for (int field; (field = graph.next()) != 0; ) {
        switch (field) {
          case 1 -> node(graph.message(), depth);
          case 5 -> tensor(graph.message());
          case 15 -> sparseTensor(graph.message());
          default -> {}
        }
      }
    }

    private void node(Wire node, int depth) {
      if (++nodes > MAX_NODES) {
        throw new ModelException(
            "The model has more than " + MAX_NODES + " nodes. Export a smaller one");
      }
      String operator = "";
      String domain = "";
      for (int field; (field = node.next()) != 0; ) {
        switch (field) {
          case 4 -> operator = node.text();
          case 5 -> attribute(node.message(), depth);
          case 7 -> domain = node.text();
          default -> {}
        }
      }
      if (!DOMAINS.contains(domain)) {
        throw new ModelException(
            "The model uses operator %s of domain %s; custom operators are off, allowed are those of%s"
                .formatted(operator, domain, " ai.onnx, ai.onnx.ml and com.microsoft"));
      }
      if (LOOPS.contains(operator)) {
        throw new ModelException(
            "The model uses operator "
                + operator
                + ", with which a file decides how long a run takes; none of "
                + sorted(LOOPS)
                + " is allowed. Export it unrolled");
      }
    }

    private void attribute(Wire attribute, int depth) {
      for (int field; (field = attribute.next()) != 0; ) {
        switch (field) {
          case 5, 10 -> tensor(attribute.message());
          case 6, 11 -> graph(attribute.message(), depth + 1);
          case 22, 23 -> sparseTensor(attribute.message());
          default -> {}
        }
      }
    }

    private static void sparseTensor(Wire sparse) {
      for (int field; (field = sparse.next()) != 0; ) {
        if (field <= 2) {
          tensor(sparse.message());
        }
      }
    }

    private static void tensor(Wire tensor) {
      for (int field; (field = tensor.next()) != 0; ) {
        if (field == 13 || (field == 14 && tensor.number() == EXTERNAL)) {
          throw new ModelException(
              "The model keeps weights in another file, and the grid takes one file. Save it with"
                  + " all weights inside (onnx.save_model, save_as_external_data=False)");
        }
      }
    }

    private static List<String> sorted(Collection<String> names) {
      return names.stream().sorted().toList();
    }
  }
}
