package wml.api.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.source.SourcePosition;

/**
 * A group of equal processes: threads that share nothing with those of another instance.
 *
 * @param arrivals of the operations of all its threads; null: each thread's own
 */
public record ProcessPlan(
    String name,
    int instances,
    int nice,
    @Nullable Arrivals arrivals,
    List<ThreadPlan> threads,
    SourcePosition at) {
  public ProcessPlan {
    threads = List.copyOf(threads);
  }
}
