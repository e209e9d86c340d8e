package wml.runtime.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import wml.api.result.Measurement.Event;
import wml.api.target.Scope;

/** What a target told of itself while a script ran. Any thread. */
final class TargetEvents implements Scope.Events {
  /** Of a target that tells all the time, the first say it. */
  private static final int MOST = 1000;

  /** Their begins are those of {@link System#nanoTime}. */
  private final List<Event> all = new ArrayList<>();

  @Override
  public synchronized void happened(
      String kind, long beginNanoTime, long durationNanos, String text) {
    if (all.size() < MOST) {
      all.add(new Event(kind, beginNanoTime, durationNanos, text));
    }
  }

  /**
   * Those that overlap a measure phase, with other events of it, in their order.
   *
   * @param others from the begin of the phase
   */
  synchronized List<Event> within(long beginNanoTime, long nanos, List<Event> others) {
    List<Event> within = new ArrayList<>(others);
    for (Event event : all) {
      long begin = event.beginNanos() - beginNanoTime;
      if (begin <= nanos && begin + event.durationNanos() >= 0) {
        long seen = Math.max(0, begin);
        long end = Math.min(nanos, begin + event.durationNanos());
        within.add(new Event(event.kind(), seen, end - seen, event.text()));
      }
    }
    within.sort(Comparator.comparingLong(Event::beginNanos));
    return within;
  }
}
