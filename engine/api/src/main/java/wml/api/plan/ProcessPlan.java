package wml.api.plan;

import java.util.List;
import wml.api.source.SourcePosition;

/** A group of equal processes: threads that share nothing with those of another instance. */
public record ProcessPlan(
    String name, int instances, int nice, List<ThreadPlan> threads, SourcePosition at) {
  public ProcessPlan {
    threads = List.copyOf(threads);
  }
}
