package wml.cli.auto;

import java.util.List;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.units.Sizes;

/** One file size with one record size, and the runs that measure it, in their order. */
public record Cell(long fileBytes, long recordBytes, List<Part> parts) {
  /**
   * A run of all tests, or of one.
   *
   * @param index of the run in its plan
   */
  public record Part(Plan plan, RunPlan run, int index) {}

  public Cell {
    parts = List.copyOf(parts);
  }

  static long bytes(RunPlan run, String variable) {
    String text = run.point().get(variable);
    if (text == null) {
      throw new IllegalStateException("a run without $" + variable);
    }
    return Sizes.parse(text);
  }

  /** Such as {@code 65536/4096}. */
  String key() {
    return fileBytes + "/" + recordBytes;
  }

  /** For people: {@code 64 KiB file, 4 KiB records}. */
  String words() {
    return Sizes.format((double) fileBytes)
        + " file, "
        + Sizes.format((double) recordBytes)
        + " records";
  }

  /** Calls that one pass takes. */
  long records() {
    return Math.ceilDiv(fileBytes, recordBytes);
  }
}
