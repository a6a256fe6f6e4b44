// Fitted by logistic regression on whether the first suggestion was right, over cross-validated suggestions of four
// sets of questions from which a tenth of the topics was kept unknown.
const slope = 6.4;
const middle = 0.39;
/** Where the second is nearly as good, the first is less sure. */
const doubt = 0.5;

/** How likely the first of ranked suggestions is right, from its score and the second's. */
export function confidenceOf([first, second]: readonly { score: number }[]): number {
  if (!first) return 0;
  return 1 / (1 + Math.exp(-slope * (first.score - doubt * (second?.score ?? 0) - middle)));
}
