package io.vitalgrid.train;

/** A way of training. */
enum Algorithm {
  LOGISTIC("logistic regression, L1 penalty C=" + LogisticTrainer.C + ", LIBLINEAR"),
  TREES("gradient-boosted trees, " + TreesTrainer.SETTINGS + ", XGBoost");

  private final String description;

  Algorithm(String description) {
    this.description = description;
  }

  /** What it is and with which settings. */
  String description() {
    return description;
  }

  /** The same data and seed give the same model. */
  RiskModel train(Dataset data, long seed) {
    return switch (this) {
      case LOGISTIC -> LogisticTrainer.train(data);
      case TREES -> TreesTrainer.train(data, seed);
    };
  }
}
