package wml.runtime.run;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.TargetInfo;
import wml.runtime.environment.NoiseMeter;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.sync.TicketEvents;
import wml.runtime.worker.FailureLog;
import wml.runtime.worker.RunShared;
import wml.runtime.worker.ThreadHandle;
import wml.runtime.worker.Timeline;
import wml.runtime.worker.Worker;

/**
 * One measured run: starts a named platform thread per thread instance, opens the gate when all are
 * bound, waits for the end, and adds up what they did. Coordinated by the thread that calls it.
 */
final class MeasuredRun {
  private static final long NAP_NANOS = 10_000_000;
  private static final double REPORT_SECONDS = 1;

  /** How long threads may take to end once the run is over, before they are given up. */
  private static final long STOP_SECONDS = 30;

  /** How often threads that sleep are woken while the run ends. */
  private static final long WAKE_MILLIS = 20;

  private final Plan workload;
  private final RunPlan plan;
  private final int index;
  private final TargetInfo target;
  private final Options options;
  private final RunSettings settings;
  private final RunObserver observer;
  private final Set<String> notes = new LinkedHashSet<>();
  private NoiseMeter noise = new NoiseMeter();
  private Map<String, Double> measuredNoise = Map.of();
  private boolean measuring;
  private volatile @Nullable RunShared shared;
  private volatile boolean cancelled;
  private List<Worker> workers = List.of();

  MeasuredRun(
      Plan workload,
      RunPlan plan,
      int index,
      TargetInfo target,
      Options options,
      RunSettings settings,
      RunObserver observer) {
    this.workload = workload;
    this.plan = plan;
    this.index = index;
    this.target = target;
    this.options = options;
    this.settings = settings;
    this.observer = observer;
  }

  void cancel() {
    cancelled = true;
    RunShared running = shared;
    if (running != null) {
      running.stop.stop();
    }
  }

  /** How often the flowop was called that was called least. For the coordinating thread. */
  long leastCalls() {
    Map<Step.Call, Long> calls = new HashMap<>();
    for (Worker worker : workers) {
      for (int i = 0; i < worker.calls().size(); i++) {
        calls.merge(worker.calls().get(i), worker.tally().ops(i), Long::sum);
      }
    }
    return calls.values().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  private void note(String sentence) {
    synchronized (notes) {
      if (!notes.add(sentence)) {
        return;
      }
    }
    observer.note(sentence);
  }

  RunResult run(
      Deployment deployment,
      List<LaidOutFileset> filesets,
      long buildNanos,
      Measurement.WarmUp warmUp,
      BooleanSupplier isCancelled)
      throws IOException {
    long begin = System.nanoTime();
    String startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    TicketEvents events =
        plan.eventsPerSecond() > 0 ? new TicketEvents(plan.eventsPerSecond()) : null;
    noteWhatIsOnlyRecorded();
    TurnTaking turns = settings.turns();
    Timeline timeline =
        turns == null ? Timeline.of(plan.phases(), settings.seconds()) : Timeline.of(turns.turns());
    RunShared run =
        new RunShared(
            deployment,
            events,
            plan.quitMode(),
            timeline,
            settings.seed(),
            settings.compat(),
            RunThreads.count(plan),
            settings.operationsPerSecond(),
            this::note);
    shared = run;
    workers = RunThreads.of(plan, run, filesets);
    for (Worker worker : workers) {
      Thread thread = new Thread(worker, worker.name());
      thread.setDaemon(true);
      thread.start();
    }
    await(run.bound);
    long start = turns == null ? System.nanoTime() : start(turns, run);
    if (events != null) {
      events.start(start);
    }
    run.start(start, workers);
    Intervals intervals = new Intervals(observer, workers, plan.guests(), timeline, start);
    if (timeline.parts().getLast().isLimited()) {
      Thread.ofPlatform().daemon().name("wml-deadline").start(() -> stopAt(start, timeline, run));
    }
    long stopped = awaitEnd(run, workers, start, timeline, intervals, isCancelled);
    endNoise(); // counters of threads go with them
    stop(run, workers);
    PhaseTimes times = PhaseTimes.of(timeline, start, stopped, workers);
    intervals.finish(times.measuredNanos());
    List<RunResult.Phase> phases = new ArrayList<>();
    phases.add(new RunResult.Phase("create", buildNanos));
    phases.add(new RunResult.Phase("start", start - begin));
    phases.addAll(times.phases());
    phases.add(new RunResult.Phase("stop", System.nanoTime() - times.endNanoTime()));
    List<String> problems = new ArrayList<>(run.problems());
    if (cancelled || isCancelled.getAsBoolean()) {
      problems.add("the run was interrupted" + times.tooEarly());
    }
    if (problems.isEmpty() && run.failures.findings() > 0) {
      problems.add(
          "data was not what had been written, %d x; the errors name file and offset"
              .formatted(run.failures.findings()));
    }
    ResultBuilder builder = new ResultBuilder(intervals, run.failures, filesets);
    if (problems.isEmpty() && !times.tooEarly().isEmpty()) {
      problems.add("the run ended" + times.tooEarly());
    } else if (problems.isEmpty() && !intervals.anyOperation()) {
      problems.add("no operation completed, so nothing was measured");
    }
    noteUnmeasured(run.unmeasured);
    Measurement.Pace pace = Paces.of(workers, intervals.flowops());
    Paces.shortfall(pace, times.measuredNanos()).ifPresent(this::note);
    synchronized (notes) {
      return builder.build(
          workload,
          plan,
          index,
          target,
          options,
          settings,
          deployment,
          new ResultBuilder.Outcome(
              problems,
              List.copyOf(notes),
              startedAt,
              measuredNoise,
              noise.pauses(),
              phases,
              warmUp,
              ThreadCosts.cpu(workers),
              ThreadCosts.counts(workers, target.counters()),
              pace,
              times.measuredNanos()));
    }
  }

  /** Threads wait for their start: if it never comes, they are not to wait on. */
  private long start(TurnTaking turns, RunShared run) throws IOException {
    if (run.stop.isStopping()) {
      return System.nanoTime(); // a thread could not be bound
    }
    try {
      return turns.umpire().start();
    } catch (IOException e) {
      run.stop.stop();
      run.start(System.nanoTime(), workers);
      stop(run, workers);
      throw e;
    }
  }

  /** After the run: when its measure phase began, by {@link System#nanoTime}. */
  long measureBeginNanoTime() {
    return noise.beginNanoTime();
  }

  private void noteWhatIsOnlyRecorded() {
    if (!plan.hypervisors().isEmpty()) {
      note(PlanText.PROFILES_ARE_RECORDED);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while threads were starting", e);
    }
  }

  /** On time: who adds up a thousand busy threads comes to its clock seconds late. */
  private static void stopAt(long start, Timeline timeline, RunShared run) {
    try {
      long left = start + timeline.endNanos() - System.nanoTime();
      if (!run.done.await(left, TimeUnit.NANOSECONDS)) {
        run.stop.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  /** Waits for the run's end and reports on the way; returns when it ended. */
  private long awaitEnd(
      RunShared run,
      List<Worker> workers,
      long start,
      Timeline timeline,
      Intervals intervals,
      BooleanSupplier isCancelled) {
    long deadline = start + timeline.endNanos();
    Progress progress = new Progress(observer, workers, start, timeline, plan);
    while (!run.stop.isStopping() && !isCancelled.getAsBoolean()) {
      long now = System.nanoTime();
      progress.at(now, REPORT_SECONDS);
      meterNoise(timeline, now - start);
      intervals.at(now);
      long asleep = System.nanoTime();
      long nap = Math.min(NAP_NANOS, deadline - asleep);
      if (nap <= 0) {
        return asleep;
      }
      try {
        if (run.done.await(nap, TimeUnit.NANOSECONDS)) {
          return System.nanoTime();
        }
      } catch (InterruptedException e) {
        cancel();
        Thread.currentThread().interrupt();
        return System.nanoTime();
      }
      noise.late(System.nanoTime() - asleep - nap);
    }
    return System.nanoTime();
  }

  /** Noise counts in the measure phase, as operations do. */
  private void meterNoise(Timeline timeline, long nanosFromStart) {
    Timeline.Part measure = timeline.measure();
    if (!measuring && nanosFromStart >= measure.beginNanos()) {
      measuring = true;
      noise = new NoiseMeter();
    }
    if (nanosFromStart >= measure.endNanos()) {
      endNoise();
    } else {
      noise.at(System.nanoTime());
    }
  }

  private void endNoise() {
    if (measuredNoise.isEmpty()) {
      measuredNoise = noise.result();
    }
  }

  /** Nothing is swallowed: what failed outside the measure phase is not in the result's counts. */
  private void noteUnmeasured(FailureLog failures) {
    failures
        .entries()
        .forEach(
            (key, entry) ->
                note(
                    "outside the measure phase, flowop '%s' of thread %s/%s failed %d x with %s: %s"
                        .formatted(
                            key.flowop(),
                            key.process(),
                            key.thread(),
                            entry.count(),
                            key.kind(),
                            entry.examples().getFirst())));
  }

  /** Ends all threads in bounded time; those that don't end are named. */
  private static void stop(RunShared run, List<Worker> workers) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    try {
      do {
        run.stop.stop();
        workers.forEach(w -> w.handle().wake());
      } while (!run.done.await(WAKE_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < giveUp);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (run.done.getCount() > 0) {
      String stuck =
          workers.stream()
              .map(Worker::handle)
              .filter(ThreadHandle::isAlive)
              .findFirst()
              .map(ThreadHandle::whereabouts)
              .orElse("?");
      run.abort(
          "threads that did not end within %d s: %d; one is %s"
              .formatted(STOP_SECONDS, run.done.getCount(), stuck));
    }
  }
}
