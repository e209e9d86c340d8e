package wml.gate.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one metric was in the pairs so far, in their order: each pair has one value of the baseline
 * and one of the candidate, both finite.
 */
public record Pairs(List<Pair> list) {
  public static final Pairs NONE = new Pairs(List.of());

  public Pairs {
    list = List.copyOf(list);
  }

  /** One pair. */
  public record Pair(double baseline, double candidate) {
    public Pair {
      if (!Double.isFinite(baseline) || !Double.isFinite(candidate)) {
        throw new IllegalArgumentException("no pair: %s and %s".formatted(baseline, candidate));
      }
    }
  }

  /** Of the values of both sides, which are equally many. */
  public static Pairs of(double[] baseline, double[] candidate) {
    if (baseline.length != candidate.length) {
      throw new IllegalArgumentException(
          "%d values of the baseline, %d of the candidate"
              .formatted(baseline.length, candidate.length));
    }
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < baseline.length; i++) {
      all.add(new Pair(baseline[i], candidate[i]));
    }
    return new Pairs(all);
  }

  public int size() {
    return list.size();
  }

  public double[] baseline() {
    return list.stream().mapToDouble(Pair::baseline).toArray();
  }

  public double[] candidate() {
    return list.stream().mapToDouble(Pair::candidate).toArray();
  }

  /** The first pairs. */
  public Pairs first(int pairs) {
    return new Pairs(list.subList(0, pairs));
  }

  /** Each pair changed. */
  public Pairs map(UnaryOperator<Pair> change) {
    return new Pairs(list.stream().map(change).toList());
  }
}
