/** What the parts of boosting share. */

export interface BoostSettings {
  rounds: number;
  /** Share of each tree that is taken. Small steps need more rounds and generalise better. */
  rate: number;
  depth: number;
  /** Curvature that a leaf must hold; about four times as many examples of an even class. */
  leastWeight: number;
  /** Pulls leaves with few examples to zero. */
  penalty: number;
  /** Share of the examples that each tree sees. */
  rowShare: number;
  /** Share of the features that each tree may split on. */
  featureShare: number;
  seed: number;
}

export const boostDefaults: BoostSettings = {
  rounds: 300,
  rate: 0.05,
  depth: 4,
  leastWeight: 5,
  penalty: 5,
  rowShare: 0.7,
  featureShare: 0.4,
  seed: 1,
};

/** First and second derivative of the loss of each example at its score. */
export interface Pull {
  gradient: Float64Array;
  curve: Float64Array;
}
