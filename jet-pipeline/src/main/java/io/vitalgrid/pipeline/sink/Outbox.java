package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Records of one writer that wait until the snapshot that covers them is complete, and their form
 * as bytes, in which they are part of that snapshot. Used by one thread.
 *
 * @param writer which of the sink processors collected them
 * @param number of the batch; grows with each snapshot of the job
 */
record Outbox(int writer, long number, List<ProducerRecord<byte[], byte[]>> records) {
  /** A blob of this size is full; one record makes it larger at most. */
  private static final int BLOB_BYTES = 1 << 20;

  private static final int NULL = -1;

  /** The outbox as one blob or more, each of which names writer and number. */
  List<byte[]> toBlobs() {
    List<byte[]> blobs = new ArrayList<>();
    try {
      int next = 0;
      do {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(writer);
        out.writeLong(number);
        for (; next < records.size() && bytes.size() < BLOB_BYTES; next++) {
          write(out, records.get(next));
        }
        blobs.add(bytes.toByteArray());
      } while (next < records.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return blobs;
  }

  /** What one blob holds. */
  static Outbox fromBlob(byte[] blob) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(blob))) {
      Outbox outbox = new Outbox(in.readInt(), in.readLong(), new ArrayList<>());
      while (in.available() > 0) {
        outbox.records.add(read(in));
      }
      return outbox;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "An outbox of " + blob.length + " bytes in the job's snapshot cannot be read", e);
    }
  }

  private static void write(DataOutputStream out, ProducerRecord<byte[], byte[]> record)
      throws IOException {
    out.writeUTF(record.topic());
    write(out, record.key());
    write(out, record.value());
    Header[] headers = record.headers().toArray();
    out.writeInt(headers.length);
    for (Header header : headers) {
      write(out, header.key().getBytes(UTF_8)); // it may be longer than writeUTF takes
      write(out, header.value());
    }
  }

  private static ProducerRecord<byte[], byte[]> read(DataInputStream in) throws IOException {
    String topic = in.readUTF();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    RecordHeaders headers = new RecordHeaders();
    for (int n = in.readInt(); n > 0; n--) {
      headers.add(new String(readBytes(in), UTF_8), readBytes(in));
    }
    return new ProducerRecord<>(topic, null, null, key, value, headers);
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "Outbox[" + writer + "/" + number + ", " + records.size() + " records]";
  }
}
