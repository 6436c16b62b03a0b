package io.vitalgrid.grid.row;

import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.internal.serialization.impl.SerializationConstants;
import com.hazelcast.internal.serialization.impl.compact.FieldDescriptor;
import com.hazelcast.internal.serialization.impl.compact.Schema;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes rows of one schema byte for byte as Hazelcast 5.6 does, without an object for each field,
 * and without looking fields up by name. Not thread-safe.
 *
 * <pre>
 * partition hash, type             4 bytes each, big-endian as all that follows
 * schema's id                      8
 * length of fixed and variable     4; not there if no field is of variable size
 * fields of fixed size             where the schema has them
 * fields of variable size          as they are written; of those that are null, nothing
 * where each variable one begins   1, 2 or 4 each, by that length; all bits set for null
 * </pre>
 */
final class BinaryRowWriter implements RowWriter {
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle FLOATS = view(float[].class);

  private static final int HASH_OF_VALUES = 0;
  private static final int LONGEST_OF_BYTES = 255;
  private static final int LONGEST_OF_SHORTS = 65_535;
  private static final int UTC = 0; // seconds

  private final Schema schema;
  private final int begin;

  /** The fields in the order in which they are written, as far as that is known. */
  private final String[] names;

  private final FieldDescriptor[] fields;

  private final int[] begins;
  private final UtcTime time = new UtcTime();
  private byte[] bytes = new byte[2048];
  private int size;
  private int next;

  BinaryRowWriter(Schema schema) {
    this.schema = schema;
    names = new String[schema.getFieldCount()];
    fields = new FieldDescriptor[names.length];
    begins = new int[schema.getNumberOfVariableSizeFields()];
    begin = 2 * Integer.BYTES + Long.BYTES + (begins.length == 0 ? 0 : Integer.BYTES);
    INTS.set(bytes, 0, HASH_OF_VALUES);
    INTS.set(bytes, Integer.BYTES, SerializationConstants.TYPE_COMPACT);
    LONGS.set(bytes, 2 * Integer.BYTES, schema.getSchemaId());
  }

  private static VarHandle view(Class<?> arrays) {
    return MethodHandles.byteArrayViewVarHandle(arrays, ByteOrder.BIG_ENDIAN);
  }

  /** Begins a row. */
  void start() {
    next = 0;
    size = begin;
    Arrays.fill(bytes, begin, reserve(schema.getFixedSizeFieldsLength()), (byte) 0);
  }

  /** The row, all fields of which have been written. */
  HeapData end() {
    if (next != names.length) {
      throw new IllegalStateException(
          "of " + names.length + " fields of a row only " + next + " were written");
    }
    if (begins.length > 0) {
      int length = size - begin;
      INTS.set(bytes, begin - Integer.BYTES, length);
      writeBegins(length);
    }
    return new HeapData(Arrays.copyOf(bytes, size));
  }

  private void writeBegins(int length) {
    int width =
        length < LONGEST_OF_BYTES
            ? Byte.BYTES
            : length < LONGEST_OF_SHORTS ? Short.BYTES : Integer.BYTES;
    int at = size;
    reserve(width * begins.length);
    for (int where : begins) {
      switch (width) {
        case Byte.BYTES -> bytes[at] = (byte) where;
        case Short.BYTES -> SHORTS.set(bytes, at, (short) where);
        default -> INTS.set(bytes, at, where);
      }
      at += width;
    }
  }

  /**
   * Takes the next bytes.
   *
   * @return where they end
   */
  private int reserve(int length) {
    size += length;
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
    }
    return size;
  }

  /** The first time they are looked up by name, then they come in the same order. */
  private FieldDescriptor field(String name) {
    int field = next++;
    if (field == names.length) {
      throw new IllegalArgumentException(name + " is written twice");
    }
    if (names[field] == null) {
      fields[field] = schema.getField(name);
      names[field] = name;
    } else if (!isSame(names[field], name)) {
      throw new IllegalArgumentException(
          name + " is written where " + names[field] + " was before: the order must not change");
    }
    return fields[field];
  }

  @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // most are the same object
  private static boolean isSame(String a, String b) {
    return a == b || a.equals(b);
  }

  /**
   * A field of variable size begins here.
   *
   * @return whether it has a value
   */
  private boolean begin(String name, boolean hasValue) {
    begins[field(name).getIndex()] = hasValue ? size - begin : -1;
    return hasValue;
  }

  private int fixed(String name) {
    return begin + field(name).getOffset();
  }

  private void addInt(int value) {
    int at = size;
    reserve(Integer.BYTES);
    INTS.set(bytes, at, value);
  }

  private void addByte(int value) {
    int at = size;
    reserve(Byte.BYTES);
    bytes[at] = (byte) value;
  }

  private void add(byte[] values) {
    int at = size;
    reserve(values.length);
    System.arraycopy(values, 0, bytes, at, values.length);
  }

  @Override
  public void writeString(String field, String value) {
    if (begin(field, value != null)) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      addInt(utf8.length);
      add(utf8);
    }
  }

  @Override
  public void writeTime(String field, long epochMs) {
    if (begin(field, epochMs != Times.NONE)) {
      time.set(epochMs);
      addInt(time.year());
      addByte(time.month());
      addByte(time.day());
      addByte(time.hour());
      addByte(time.minute());
      addByte(time.second());
      addInt(time.nano());
      addInt(UTC);
    }
  }

  @Override
  public void writeNumber(String field, double value) {
    if (begin(field, !Double.isNaN(value))) {
      int at = size;
      reserve(Long.BYTES);
      LONGS.set(bytes, at, Double.doubleToLongBits(value));
    }
  }

  @Override
  public void writeInt32(String field, int value) {
    INTS.set(bytes, fixed(field), value);
  }

  @Override
  public void writeInt64(String field, long value) {
    LONGS.set(bytes, fixed(field), value);
  }

  @Override
  public void writeBoolean(String field, boolean value) {
    FieldDescriptor bit = field(field);
    bytes[begin + bit.getOffset()] |= (byte) ((value ? 1 : 0) << bit.getBitOffset());
  }

  @Override
  public void writeNullableInt32(String field, Integer value) {
    if (begin(field, value != null)) {
      addInt(value);
    }
  }

  @Override
  public void writeNullableBoolean(String field, Boolean value) {
    if (begin(field, value != null)) {
      addByte(value ? 1 : 0);
    }
  }

  @Override
  public void writeArrayOfFloat32(String field, float[] values) {
    if (begin(field, values != null)) {
      addInt(values.length);
      int at = size;
      reserve(Float.BYTES * values.length);
      for (int i = 0; i < values.length; i++) {
        FLOATS.set(bytes, at + Float.BYTES * i, values[i]);
      }
    }
  }

  @Override
  public void writeArrayOfInt8(String field, byte[] values) {
    if (begin(field, values != null)) {
      addInt(values.length);
      add(values);
    }
  }
}
