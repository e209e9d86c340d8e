package wml.gate.trial;

import java.io.IOException;
import java.util.function.Consumer;
import wml.api.result.RunResult;

/** Slices, as long as the first pair does not show that they don't fit; then whole runs. */
final class FittingTrial implements Trial {
  /** Operations that last longer than this reach into the slice of the other side. */
  private static final double LONGEST_NANOS = TimeTable.GAP_NANOS;

  /** Of all: the rest is the machine's. */
  private static final double PERCENT = 99;

  private final Trial slices;
  private final Trial runs;
  private final Consumer<String> notes;
  private boolean inSlices = true;

  FittingTrial(Trial slices, Trial runs, Consumer<String> notes) {
    this.slices = slices;
    this.runs = runs;
    this.notes = notes;
  }

  @Override
  public String mode() {
    return (inSlices ? slices : runs).mode();
  }

  @Override
  public Measured pair(int number) throws IOException {
    if (!inSlices || number > 0) {
      return (inSlices ? slices : runs).pair(number);
    }
    try {
      Measured measured = slices.pair(number);
      if (!(measured instanceof Measured.Both both)
          || (fits(both.baseline().getFirst()) && fits(both.candidate().getFirst()))) {
        return measured;
      }
      notes.accept(
          "whole runs: 1 %% of the operations last longer than the %d ms between slices"
              .formatted(TimeTable.GAP_NANOS / 1_000_000));
    } catch (InvalidSideException e) {
      if (!String.valueOf(e.getMessage()).contains("--turns")) {
        throw e;
      }
      notes.accept("whole runs: a side's wml is too old for slices");
    }
    inSlices = false;
    return runs.pair(number);
  }

  private static boolean fits(RunResult result) {
    return result.ioLatency().percentileNanos(PERCENT) <= LONGEST_NANOS;
  }
}
