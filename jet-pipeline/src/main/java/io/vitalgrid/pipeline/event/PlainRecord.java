package io.vitalgrid.pipeline.event;

/**
 * Reads records as gateways write them: an object in ASCII of names, numbers without sign and
 * exponent, short words and texts without escapes. It takes less than half the time of Jackson,
 * which reads all the others: what is not plain in this sense is not refused here. Used by one
 * thread.
 *
 * <pre>
 * {"type":"vitals","patient_id":"P000123","event_time":1763806530123,"spo2":97}   plain
 * {"type":"vitals","patient_id":"O\"Hara", ...  {"temperature":3.68e1, ...  []        not plain
 * </pre>
 */
final class PlainRecord {
  /** Of names and texts; what Jackson has against longer ones is for it to say. */
  private static final int MAX_LENGTH = 1024;

  /** A long holds them. */
  private static final int MAX_DIGITS = 18;

  /** A double holds any whole number of so many digits, and these powers of ten: one division. */
  private static final int MAX_DECIMAL_DIGITS = 15;

  private static final double[] POWERS = new double[MAX_DECIMAL_DIGITS + 1];

  static {
    for (int i = 0; i <= MAX_DECIMAL_DIGITS; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** Says no: an index that no record has. */
  private static final int NOT_PLAIN = -1;

  private final EventFields fields;

  /**
   * The field that came after each one in the last records, by its ordinal and one, and that which
   * came first: a sender keeps to an order, so the next name need only be compared.
   */
  private final Field[] followers = new Field[Field.COUNT + 1];

  private byte[] bytes;
  private int end;

  /** Of the text read last, without its quotes. */
  private int textHash;

  /**
   * @param fields gets what is read
   */
  PlainRecord(EventFields fields) {
    this.fields = fields;
  }

  /**
   * Reads a record.
   *
   * @return false if it is not plain: then some fields may have been set
   */
  boolean read(byte[] record, int from, int length) {
    bytes = record;
    end = from + length;
    boolean plain = readObject(from);
    bytes = null; // it may be a part of much more
    return plain;
  }

  private boolean readObject(int from) {
    int i = from;
    if (at(i) != '{') {
      return false;
    }
    Field field = null;
    do {
      int name = skipBlank(i + 1);
      if (at(name) != '"') {
        return false;
      }
      int place = field == null ? 0 : field.ordinal() + 1;
      int nameEnd;
      if (followers[place] != null && followers[place].isAt(bytes, name + 1, end)) {
        field = followers[place];
        nameEnd = name + 1 + field.fieldName().length();
      } else {
        nameEnd = textEnd(name + 1);
        if (nameEnd == NOT_PLAIN) {
          return false;
        }
        field = Field.named(bytes, name + 1, nameEnd - name - 1, textHash);
        followers[place] = field;
      }
      int colon = skipBlank(nameEnd + 1);
      if (at(colon) != ':' || (field != null && !fields.enter(field))) {
        return false;
      }
      int valueEnd = readValue(field, skipBlank(colon + 1));
      if (valueEnd == NOT_PLAIN) {
        return false;
      }
      i = skipBlank(valueEnd);
    } while (at(i) == ',');
    return at(i) == '}' && skipBlank(i + 1) == end;
  }

  /** The byte there; behind the end there is none that JSON knows. */
  private int at(int i) {
    return i < end ? bytes[i] : 0;
  }

  private int skipBlank(int from) {
    int i = from;
    while (i < end
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** Finds the closing quote, and leaves the hash of what is before it. */
  private int textEnd(int from) {
    int hash = 0;
    int stop = Math.min(end, from + MAX_LENGTH + 1);
    for (int i = from; i < stop; i++) {
      byte b = bytes[i];
      if (b == '"') {
        textHash = hash;
        return i;
      }
      if (b < ' ' || b == '\\') { // below 0: beyond ASCII
        return NOT_PLAIN;
      }
      hash = 31 * hash + b;
    }
    return NOT_PLAIN;
  }

  /**
   * Reads a value.
   *
   * @param field that gets it; null: nobody
   * @return where it ends
   */
  private int readValue(Field field, int from) {
    int first = at(from);
    if (first == '"') {
      int textEnd = textEnd(from + 1);
      if (textEnd == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      if (field != null) {
        fields.setText(field, bytes, from + 1, textEnd - from - 1, textHash);
      }
      return textEnd + 1;
    }
    if (isDigit(first)) {
      return readNumber(field, from);
    }
    boolean isTrue = first == 't';
    if (isTrue || first == 'f') {
      if (field != null) {
        fields.setBoolean(field, isTrue);
      }
      return endOf(isTrue ? TRUE : FALSE, from);
    }
    return endOf(NULL, from);
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  private int readNumber(Field field, int from) {
    long digits = 0;
    int i = from;
    for (; isDigit(at(i)); i++) {
      digits = 10 * digits + bytes[i] - '0';
      if (i - from == MAX_DIGITS) {
        return NOT_PLAIN;
      }
    }
    if (at(from) == '0' && i > from + 1) {
      return NOT_PLAIN;
    }
    if (at(i) != '.') {
      if (field != null) {
        fields.setInteger(field, digits);
      }
      return endOfNumber(i);
    }
    int point = i++;
    for (; isDigit(at(i)); i++) {
      digits = 10 * digits + bytes[i] - '0';
      if (i - from > MAX_DECIMAL_DIGITS) {
        return NOT_PLAIN;
      }
    }
    int decimals = i - point - 1;
    if (decimals == 0) {
      return NOT_PLAIN;
    }
    if (field != null) {
      fields.setDecimal(field, digits / POWERS[decimals]);
    }
    return endOfNumber(i);
  }

  private int endOfNumber(int i) {
    int next = at(i);
    return next == 'e' || next == 'E' ? NOT_PLAIN : i;
  }

  private int endOf(byte[] word, int from) {
    if (end - from < word.length) {
      return NOT_PLAIN;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return NOT_PLAIN;
      }
    }
    return from + word.length;
  }
}
