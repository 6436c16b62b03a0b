package io.vitalgrid.pipeline.score.registry;

import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of model files. */
final class Checksum {
  private Checksum() {}

  /** In lower-case hexadecimal. */
  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * @throws ModelException if the bytes are not those that were deployed
   */
  static void verify(ModelKey key, ModelRow row) {
    if (!of(row.bytes()).equals(row.sha256())) {
      throw new ModelException(
          "Model "
              + key
              + " in map models does not match its checksum. Deploy it again from its file");
    }
  }
}
