package wml.cli;

import java.util.List;
import wml.api.plan.RunPhase;
import wml.api.result.Interval;
import wml.api.result.RunResult;
import wml.runtime.run.RunObserver;

/** Everyone who hears of a run, in turn. */
record Audience(List<RunObserver> all) implements RunObserver {
  @Override
  public void say(String text) {
    all.forEach(o -> o.say(text));
  }

  @Override
  public void note(String sentence) {
    all.forEach(o -> o.note(sentence));
  }

  @Override
  public void creating(String fileset, long files, long ofFiles) {
    all.forEach(o -> o.creating(fileset, files, ofFiles));
  }

  @Override
  public void phase(RunPhase.Kind phase) {
    all.forEach(o -> o.phase(phase));
  }

  @Override
  public void running(
      double seconds, double secondsLeft, long operations, double operationsPerSecond) {
    all.forEach(o -> o.running(seconds, secondsLeft, operations, operationsPerSecond));
  }

  @Override
  public void snapshot(
      double seconds,
      long operations,
      double operationsPerSecond,
      double bytesPerSecond,
      double meanNanos) {
    all.forEach(
        o -> o.snapshot(seconds, operations, operationsPerSecond, bytesPerSecond, meanNanos));
  }

  @Override
  public void interval(Interval interval) {
    all.forEach(o -> o.interval(interval));
  }

  @Override
  public void finished(RunResult result) {
    all.forEach(o -> o.finished(result));
  }
}
