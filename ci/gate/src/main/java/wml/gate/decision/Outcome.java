package wml.gate.decision;

import java.util.List;

/**
 * What a look at the pairs so far says.
 *
 * @param over false if more pairs are to be run; the verdict is then INCONCLUSIVE
 * @param judgements one of each metric, in their order
 */
public record Outcome(boolean over, Verdict verdict, List<Judgement> judgements) {
  public Outcome {
    judgements = List.copyOf(judgements);
  }
}
