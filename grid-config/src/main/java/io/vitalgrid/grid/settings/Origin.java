package io.vitalgrid.grid.settings;

/** Where a value came from, in words for people. */
record Origin(String text) {
  static final Origin DEFAULT = new Origin("default");
  static final Origin PROGRAM = new Origin("program");
  static final Origin ASSIGNMENT = new Origin("--set");

  static Origin environment(String variable) {
    return new Origin("environment " + variable);
  }

  static Origin file(String file, int line) {
    return new Origin(file + ":" + line);
  }

  @Override
  public String toString() {
    return text;
  }
}
