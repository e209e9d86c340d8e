package wml.gate.decision;

/** What a gate says, the worst last. */
public enum Verdict {
  /** A change for the worse of the tolerance or more is ruled out. */
  PASS,
  /** Neither a regression nor its absence is sure. Never a pass. */
  INCONCLUSIVE,
  /** A side has no steady state, so that its numbers say nothing. */
  UNSTABLE,
  /** A change for the worse is sure, and not smaller than the floor. */
  REGRESSION,
  /** Nothing could be compared: a side failed, or the sides differ in what must be equal. */
  INVALID
}
