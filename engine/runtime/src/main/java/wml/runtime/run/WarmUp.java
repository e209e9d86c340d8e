package wml.runtime.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import wml.api.flowop.CommonAttributes;
import wml.api.plan.Arrivals;
import wml.api.plan.FilesetPlan;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.Plan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPhase;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.VirtualMachinePlan;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.fileset.FilesetStore;
import wml.runtime.fileset.LaidOutFileset;

/**
 * Warms the just-in-time compiler: the threads and flowops of a run work on a small copy of its
 * filesets before anything is measured, as fast as they can. It takes about 80,000 operations until
 * the last compiler is done with a flowop; the first take ten times as long as the later ones.
 *
 * <p>It stops once each flowop was called often enough or its time is up: what takes longer than
 * that is not slow because of the compiler. A run whose flowops are all warm is not rehearsed
 * again. Used by the coordinating thread.
 */
final class WarmUp {
  private static final double MOST_SECONDS = 0.3;
  private static final long CALLS_EACH = 20_000;
  private static final int MOST_FILES = 100;
  private static final long MOST_BYTES = 16 << 20;

  /** Threads of a definition that take part: enough for what they wait for from each other. */
  private static final int MOST_INSTANCES = 2;

  /** Beside the manifests, so that a user's directory gets nothing new. */
  private static final String SCRATCH = "/.wml/warm-up";

  /** A limit of the event generator that holds nobody up. */
  private static final double EVENTS_PER_SECOND = 1e9;

  private final Set<String> warm = new HashSet<>();

  /** Rehearses a run. What fails is told in a note: the run itself may do without. */
  Measurement.WarmUp rehearse(
      Plan workload,
      RunPlan run,
      List<LaidOutFileset> filesets,
      Site site,
      RunSettings settings,
      RunObserver observer,
      BooleanSupplier isCancelled) {
    boolean onDevice = filesets.stream().anyMatch(LaidOutFileset::isDevice);
    if (!settings.warmUp() || onDevice || !warm.addAll(codeOf(run, site))) {
      return Measurement.WarmUp.NONE;
    }
    long begin = System.nanoTime();
    RunPlan small = small(run);
    Set<String> scratch = new LinkedHashSet<>();
    small.filesets().forEach(f -> scratch.add(f.path()));
    long operations = 0;
    try {
      try {
        operations = run(workload, small, site, settings, isCancelled);
      } finally {
        for (String directory : scratch) {
          FilesetStore.remove(directory, site.deployment());
        }
      }
    } catch (IOException e) {
      observer.note("the compiler could not be warmed up: " + e.getMessage());
    }
    return new Measurement.WarmUp(System.nanoTime() - begin, operations);
  }

  /** Works that end early, by count or for want of files, are begun again. */
  private static long run(
      Plan workload, RunPlan small, Site site, RunSettings settings, BooleanSupplier isCancelled)
      throws IOException {
    long deadline = System.nanoTime() + (long) (MOST_SECONDS * 1e9);
    Double rate = isRated(small, settings) ? Arrivals.MAX_PER_SECOND : null; // holds nobody up
    long operations = 0;
    long leastCalls = 0;
    while (leastCalls < CALLS_EACH
        && System.nanoTime() - deadline < 0
        && !isCancelled.getAsBoolean()) {
      List<LaidOutFileset> filesets =
          FilesetBuilder.layOut(small.filesets(), settings.seed(), settings.compat());
      try {
        for (LaidOutFileset fileset : filesets) {
          FilesetStore.materialise(fileset, site.deployment(), new UntilTime(deadline));
        }
      } catch (InterruptedIOException e) {
        return operations; // too much to make in so short a time
      }
      MeasuredRun rehearsal =
          new MeasuredRun(
              workload,
              small,
              0,
              site.target(),
              site.options(),
              new RunSettings(settings.seed(), settings.compat(), null).at(rate),
              RunObserver.SILENT);
      long before = leastCalls;
      RunResult result =
          rehearsal.run(
              site.deployment(),
              filesets,
              0,
              Measurement.WarmUp.NONE,
              () ->
                  isCancelled.getAsBoolean()
                      || System.nanoTime() - deadline >= 0
                      || before + rehearsal.leastCalls() >= CALLS_EACH);
      leastCalls += rehearsal.leastCalls();
      operations += result.flowops().stream().mapToLong(RunResult.FlowopRecord::ops).sum();
    }
    return operations;
  }

  /** Ends the making of files. */
  private record UntilTime(long deadline) implements FilesetStore.Progress {
    @Override
    public void made(long done, long total, long bytes) {}

    @Override
    public boolean cancelled() {
      return System.nanoTime() - deadline >= 0;
    }
  }

  private static boolean isRated(RunPlan run, RunSettings settings) {
    return settings.operationsPerSecond() != null
        || processes(run).stream()
            .anyMatch(
                p ->
                    p.arrivals() != null
                        || p.threads().stream()
                            .anyMatch(
                                t ->
                                    t.arrivals() != null
                                        || Step.calls(t.steps()).stream()
                                            .anyMatch(
                                                c ->
                                                    c.attributes()
                                                        .containsKey(
                                                            CommonAttributes.RATE.name()))));
  }

  private static List<ProcessPlan> processes(RunPlan run) {
    List<ProcessPlan> processes = new ArrayList<>(run.processes());
    run.guests().forEach(guest -> processes.addAll(guest.machine().processes()));
    return processes;
  }

  /** What the compiler sees: flowops with their attributes, on a target. */
  private static Set<String> codeOf(RunPlan run, Site site) {
    Set<String> code = new HashSet<>();
    for (ProcessPlan process : processes(run)) {
      for (ThreadPlan thread : process.threads()) {
        for (Step.Call call : Step.calls(thread.steps())) {
          String keyword = call.type().signature().keyword();
          code.add(site.target().name() + " " + keyword + " " + call.attributes().keySet());
        }
      }
    }
    return code;
  }

  private static RunPlan small(RunPlan run) {
    List<FilesetPlan> filesets = new ArrayList<>();
    List<HypervisorPlan> hypervisors = run.hypervisors().stream().map(WarmUp::small).toList();
    Set<String> machines = new HashSet<>(Set.of(""));
    RunPlan.guests(hypervisors).forEach(guest -> machines.add(guest.name()));
    for (FilesetPlan fileset : run.filesets()) {
      if (machines.contains(fileset.machine())) {
        String slash = fileset.path().endsWith("/") ? fileset.path() : fileset.path() + "/";
        String below = slash.substring(0, slash.length() - 1) + SCRATCH;
        filesets.add(fileset.small(below, MOST_FILES, MOST_BYTES));
      }
    }
    return new RunPlan(
        List.of(new RunPhase(RunPhase.Kind.MEASURE, MOST_SECONDS)),
        QuitMode.TIMEOUT,
        run.eventsPerSecond() > 0 ? EVENTS_PER_SECOND : 0,
        false,
        0,
        false,
        filesets,
        run.processes().stream().map(WarmUp::small).toList(),
        hypervisors,
        run.point(),
        run.target(),
        List.of(),
        List.of(),
        run.at());
  }

  private static HypervisorPlan small(HypervisorPlan h) {
    List<VirtualMachinePlan> machines =
        h.machines().stream()
            .map(
                m ->
                    new VirtualMachinePlan(
                        m.name(),
                        1,
                        m.profile(),
                        m.filesets(),
                        m.processes().stream().map(WarmUp::small).toList(),
                        m.at()))
            .toList();
    return new HypervisorPlan(h.name(), 1, h.profile(), machines, h.at());
  }

  private static ProcessPlan small(ProcessPlan p) {
    List<ThreadPlan> threads =
        p.threads().stream()
            .map(
                t ->
                    new ThreadPlan(
                        t.name(),
                        Math.min(MOST_INSTANCES, t.instances()),
                        t.memoryBytes(),
                        t.ioPriority(),
                        t.arrivals(),
                        t.steps(),
                        t.at()))
            .toList();
    return new ProcessPlan(p.name(), 1, p.nice(), p.arrivals(), threads, p.at());
  }
}
