package io.vitalgrid.chaos.verdict;

/** What a run must keep. */
public enum Rule {
  CONSERVATION("every send is in the topic as often as its producer was told, nothing else is"),
  STATE("every patient's state is that of the recomputation"),
  WINDOW("every window's highest revision is that of the recomputation"),
  PREDICTION("every patient's prediction is of the newest window, with its figures"),
  REVISION("revisions on the topic grow by one; after a restart they converge"),
  LATE("what came too late is in table and topic, and nothing else"),
  REJECTED("what was refused is on its topic, unchanged, and nothing else");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
