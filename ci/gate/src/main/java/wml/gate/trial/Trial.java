package wml.gate.trial;

import java.io.IOException;
import java.util.List;
import wml.api.result.RunResult;

/** Runs pair after pair. */
public interface Trial {
  /**
   * @param number of the pair, from 0
   * @throws InvalidSideException if a side did not do what it was to do
   */
  Measured pair(int number) throws IOException;

  /** {@code slices} or {@code runs}, as of the last pair. */
  String mode();

  /** What became of a pair. */
  sealed interface Measured {
    /** The results of all runs of the workload, of both sides. */
    record Both(List<RunResult> baseline, List<RunResult> candidate) implements Measured {
      public Both {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
      }
    }

    /** A side had no steady state. */
    record Unsteady(String reason) implements Measured {}
  }
}
