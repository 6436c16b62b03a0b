package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One JSON parser for record after record, because to make one costs as much as to read a record:
 * it reads them as if they came one behind the other in a stream. Used by one thread.
 */
final class JsonRecords {
  /** What Jackson looks at to find out the encoding. */
  private static final byte[] BLANK = "    ".getBytes(US_ASCII);

  private final Feed feed = new Feed();
  private final Rest rest = new Rest();
  private JsonFactory factory = factory();
  private JsonParser parser;

  /**
   * Names come from outside. Interning them would fill the JVM's string table, and Jackson's own
   * grows until {@link #forgetNames}.
   */
  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .build();
  }

  /** The parser, before the first token of a record in UTF-8. */
  JsonParser begin(byte[] utf8, int from, int length) throws IOException {
    if (parser == null) {
      feed.set(BLANK, 0, BLANK.length);
      parser = factory.createParser(feed);
    }
    feed.set(utf8, startsWithMark(utf8, from, length) ? from + 3 : from, from + length);
    return parser;
  }

  /** A byte order mark, which some put in front. */
  private static boolean startsWithMark(byte[] utf8, int from, int length) {
    return length >= 3
        && utf8[from] == (byte) 0xEF
        && utf8[from + 1] == (byte) 0xBB
        && utf8[from + 2] == (byte) 0xBF;
  }

  /** Leaves the record behind its value; says whether there was nothing more in it. */
  boolean end() throws IOException {
    rest.blank = true;
    parser.releaseBuffered(rest);
    feed.writeTo(rest);
    feed.forget();
    return rest.blank;
  }

  /** After a record that was not read to its end, the next one needs another parser. */
  void abandon() {
    feed.forget();
    if (parser != null) {
      try {
        parser.close();
      } catch (IOException e) {
        // Memory does not fail.
      }
      parser = null;
    }
  }

  /** Jackson keeps each name that it has seen, and copies them all at every further one. */
  void forgetNames() {
    abandon();
    factory = factory();
  }

  /** What is left of the record in hand. */
  private static final class Feed extends InputStream {
    private byte[] bytes;
    private int next;
    private int end;

    void set(byte[] record, int from, int to) {
      bytes = record;
      next = from;
      end = to;
    }

    /** The record may be a part of much more. */
    void forget() {
      set(BLANK, 0, 0);
    }

    @Override
    public int read() {
      return next == end ? -1 : bytes[next++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = Math.min(length, end - next);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(bytes, next, into, offset, count);
      next += count;
      return count;
    }

    void writeTo(OutputStream out) throws IOException {
      out.write(bytes, next, end - next);
      next = end;
    }
  }

  /** Takes note of anything but white space. */
  private static final class Rest extends OutputStream {
    private boolean blank;

    @Override
    public void write(int b) {
      blank &= b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
  }
}
