package wml.runtime.run;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.plan.Guest;
import wml.api.plan.Plan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.RunPlan;
import wml.api.plan.ThreadPlan;
import wml.api.result.RunResult;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.TargetInfo;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.sync.TicketEvents;
import wml.runtime.worker.Machine;
import wml.runtime.worker.RunShared;
import wml.runtime.worker.Tally;
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
  private volatile @Nullable RunShared shared;
  private volatile boolean cancelled;

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
      BooleanSupplier isCancelled)
      throws IOException {
    long begin = System.nanoTime();
    String startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    TicketEvents events =
        plan.eventsPerSecond() > 0 ? new TicketEvents(plan.eventsPerSecond()) : null;
    noteWhatIsOnlyRecorded();
    RunShared run =
        new RunShared(
            deployment,
            events,
            plan.quitMode(),
            settings.seed(),
            settings.compat(),
            threads(),
            this::note);
    shared = run;
    List<Worker> workers = workers(run, filesets);
    for (Worker worker : workers) {
      Thread thread = new Thread(worker, worker.name());
      thread.setDaemon(true);
      thread.start();
    }
    await(run.bound);
    NoiseMeter noise = new NoiseMeter();
    long start = System.nanoTime();
    if (events != null) {
      events.start(start);
    }
    run.start(start, workers);
    long stopped = awaitEnd(run, workers, start, noise, isCancelled);
    stop(run, workers);
    long end = stopped;
    boolean timed = seconds() != null && stopped - start >= seconds() * 1e9;
    long last = workers.stream().mapToLong(w -> w.tally().lastEndNanoTime()).max().orElse(0);
    if (last != 0 && (last > end || !timed)) {
      end = last;
    }
    List<RunResult.Phase> phases =
        List.of(
            new RunResult.Phase("create", buildNanos),
            new RunResult.Phase("start", start - begin),
            new RunResult.Phase("measure", end - start),
            new RunResult.Phase("stop", System.nanoTime() - end));
    List<String> problems = new ArrayList<>(run.problems());
    if (cancelled || isCancelled.getAsBoolean()) {
      problems.add("the run was interrupted");
    }
    ResultBuilder builder = new ResultBuilder(workers, run.failures, filesets);
    if (problems.isEmpty() && !builder.anyOperation()) {
      problems.add("no operation completed, so nothing was measured");
    }
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
              noise.result(),
              phases,
              Math.max(0, end - start)));
    }
  }

  private @Nullable Double seconds() {
    return settings.seconds() != null ? settings.seconds() : plan.durationSeconds();
  }

  private void noteWhatIsOnlyRecorded() {
    if (!plan.hypervisors().isEmpty()) {
      note(PlanText.PROFILES_ARE_RECORDED);
    }
  }

  private int threads() {
    int threads = threads(plan.processes());
    for (Guest guest : plan.guests()) {
      threads += threads(guest.machine().processes());
    }
    return threads;
  }

  private static int threads(List<ProcessPlan> processes) {
    int threads = 0;
    for (ProcessPlan p : processes) {
      for (ThreadPlan t : p.threads()) {
        threads += p.instances() * t.instances();
      }
    }
    return threads;
  }

  /** Those of the physical client, then those of each virtual machine. */
  private List<Worker> workers(RunShared run, List<LaidOutFileset> filesets) {
    Map<String, Map<String, Fileset>> byMachine = new HashMap<>();
    for (LaidOutFileset f : filesets) {
      byMachine.computeIfAbsent(f.machine(), m -> new LinkedHashMap<>()).put(f.name(), f);
    }
    Machine physical = new Machine(null, byMachine.getOrDefault("", Map.of()));
    List<Worker> out = new ArrayList<>(workers(run, physical, plan.processes()));
    for (Guest guest : plan.guests()) {
      Machine machine = new Machine(guest, byMachine.getOrDefault(guest.name(), Map.of()));
      out.addAll(workers(run, machine, guest.machine().processes()));
    }
    return out;
  }

  private static List<Worker> workers(RunShared run, Machine machine, List<ProcessPlan> processes) {
    List<Worker> out = new ArrayList<>();
    for (ProcessPlan process : processes) {
      for (int i = 0; i < process.instances(); i++) {
        for (ThreadPlan thread : process.threads()) {
          for (int j = 0; j < thread.instances(); j++) {
            out.add(new Worker(run, machine, process, i, thread, j));
          }
        }
      }
    }
    machine.workers(out);
    return out;
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while threads were starting", e);
    }
  }

  /** Waits for the run's end and reports on the way; returns when it ended. */
  private long awaitEnd(
      RunShared run,
      List<Worker> workers,
      long start,
      NoiseMeter noise,
      BooleanSupplier isCancelled) {
    Double limit = seconds();
    long deadline = limit == null ? Long.MAX_VALUE : start + (long) (limit * 1e9);
    Progress progress = new Progress(observer, workers, start, limit, plan);
    while (!run.stop.isStopping() && !isCancelled.getAsBoolean()) {
      long now = System.nanoTime();
      long nap = Math.min(NAP_NANOS, deadline - now);
      if (nap <= 0) {
        return now;
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
      long woke = System.nanoTime();
      noise.late(woke - now - nap);
      progress.at(woke, REPORT_SECONDS);
    }
    return System.nanoTime();
  }

  /** Ends all threads in bounded time; those that don't end are named. */
  private static void stop(RunShared run, List<Worker> workers) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    try {
      do {
        run.stop.stop();
        workers.forEach(Worker::wake);
      } while (!run.done.await(WAKE_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < giveUp);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (run.done.getCount() > 0) {
      String stuck =
          workers.stream().filter(Worker::isAlive).findFirst().map(Worker::whereabouts).orElse("?");
      run.abort(
          "threads that did not end within %d s: %d; one is %s"
              .formatted(STOP_SECONDS, run.done.getCount(), stuck));
    }
  }

  /** Reports rates while the run goes on. */
  private static final class Progress {
    private final RunObserver observer;
    private final List<Worker> workers;
    private final long start;
    private final @Nullable Double limit;
    private final RunPlan plan;
    private long reportedAt;
    private long reportedOperations;
    private long snapshotAt;
    private long countedFrom;
    private long snapshotOperations;
    private long snapshotBytes;
    private long snapshotNanos;

    Progress(
        RunObserver observer,
        List<Worker> workers,
        long start,
        @Nullable Double limit,
        RunPlan plan) {
      this.observer = observer;
      this.workers = workers;
      this.start = start;
      this.limit = limit;
      this.plan = plan;
      this.reportedAt = start;
      this.snapshotAt = start;
      this.countedFrom = start;
    }

    void at(long now, double everySeconds) {
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
      double seconds = (now - start) / 1e9;
      if (report) {
        double rate = (operations - reportedOperations) / ((now - reportedAt) / 1e9);
        observer.running(seconds, limit == null ? -1 : limit - seconds, operations, rate);
        reportedAt = now;
        reportedOperations = operations;
      }
      if (snapshot) {
        long done = operations - snapshotOperations;
        double over = (now - countedFrom) / 1e9;
        double mean = done == 0 ? 0 : (double) (nanos - snapshotNanos) / done;
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
}
