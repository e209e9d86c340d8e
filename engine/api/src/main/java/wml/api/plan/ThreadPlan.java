package wml.api.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * A group of equal threads.
 *
 * @param memoryBytes 0: each flowop's memory is as large as its I/O
 * @param ioPriority Linux best-effort class 0 to 7, or 8 to leave it
 * @param arrivals of its operations; null: one follows the other
 */
public record ThreadPlan(
    String name,
    int instances,
    long memoryBytes,
    int ioPriority,
    @Nullable Arrivals arrivals,
    List<Step> steps,
    SourcePosition at) {
  public ThreadPlan {
    steps = List.copyOf(steps);
  }
}
