package wml.runtime.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.plan.RunPlan;
import wml.runtime.worker.Tally;
import wml.runtime.worker.Timeline;
import wml.runtime.worker.Worker;

/** Reports phases, rates and snapshots while a run goes on. Used by the coordinating thread. */
final class Progress {
  private final RunObserver observer;
  private final List<Worker> workers;
  private final long start;
  private final Timeline timeline;
  private final RunPlan plan;
  private Timeline.@Nullable Part phase;
  private long reportedAt;
  private long reportedOperations;
  private long snapshotAt;
  private long countedFrom;
  private long snapshotOperations;
  private long snapshotBytes;
  private long snapshotNanos;

  Progress(
      RunObserver observer, List<Worker> workers, long start, Timeline timeline, RunPlan plan) {
    this.observer = observer;
    this.workers = workers;
    this.start = start;
    this.timeline = timeline;
    this.plan = plan;
    this.reportedAt = start;
    this.snapshotAt = start;
    this.countedFrom = start;
  }

  void at(long now, double everySeconds) {
    Timeline.Part current = timeline.at(now - start);
    if (!current.equals(phase)) {
      phase = current;
      observer.phase(current.kind());
    }
    boolean report = now - reportedAt >= everySeconds * 1e9;
    boolean snapshot =
        plan.snapshotSeconds() > 0 && now - snapshotAt >= plan.snapshotSeconds() * 1e9;
    if (!report && !snapshot) {
      return;
    }
    long operations = 0;
    long bytes = 0;
    long nanos = 0;
    for (Worker worker : workers) {
      Tally tally = worker.tally();
      operations += tally.ios();
      bytes += tally.ioBytes();
      nanos += tally.ioNanos();
    }
    if (report) {
      double rate = (operations - reportedOperations) / ((now - reportedAt) / 1e9);
      double seconds = (now - start - current.beginNanos()) / 1e9;
      double left = (current.endNanos() - (now - start)) / 1e9;
      observer.running(seconds, current.isLimited() ? left : -1, operations, rate);
      reportedAt = now;
      reportedOperations = operations;
    }
    if (snapshot) {
      long done = operations - snapshotOperations;
      double over = (now - countedFrom) / 1e9;
      double mean = done == 0 ? 0 : (double) (nanos - snapshotNanos) / done;
      double seconds = (now - start) / 1e9;
      observer.snapshot(seconds, done, done / over, (bytes - snapshotBytes) / over, mean);
      if (plan.snapshotResets()) {
        snapshotOperations = operations;
        snapshotBytes = bytes;
        snapshotNanos = nanos;
        countedFrom = now;
      }
      snapshotAt += plan.snapshotSeconds() * 1_000_000_000L;
    }
  }
}
