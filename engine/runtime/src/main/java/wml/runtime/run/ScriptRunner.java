package wml.runtime.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Action;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.runtime.environment.Redaction;
import wml.runtime.fileset.FilesetStore;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.journal.JournalFile;

/**
 * Executes a plan: its actions in order, targets deployed and filesets built once, every run
 * measured. One thread's; {@link #cancel} may come from any.
 */
public final class ScriptRunner {
  private static final long NAP_MILLIS = 10;

  private final Plan plan;
  private final Target target;
  private final Options options;
  private final RunSettings settings;
  private final RunObserver observer;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicReference<@Nullable MeasuredRun> current = new AtomicReference<>();
  private final AtomicReference<@Nullable Process> shellProcess = new AtomicReference<>();
  private final WarmUp warmUp = new WarmUp();
  private final List<RunResult> results = new ArrayList<>();
  private @Nullable JournalFile journal;
  private String directory = "";

  public ScriptRunner(
      Plan plan, Target target, Options options, RunSettings settings, RunObserver observer) {
    this.plan = plan;
    this.target = target;
    this.options = options;
    this.settings = settings;
    this.observer = observer;
  }

  /**
   * Keeps a journal of the run. Before {@link #run}.
   *
   * @param below the directory that all filesets stand in, or ""
   */
  public void journal(JournalFile kept, String below) {
    journal = kept;
    directory = below;
  }

  /**
   * Runs everything; stops after a run that is not valid.
   *
   * @return the results of the runs, in order
   * @throws IOException if the target or a fileset can't be made ready
   */
  public List<RunResult> run() throws IOException {
    try (Sites sites = new Sites(target, options, new Scope(settings.seed(), observer::note))) {
      for (Action action : plan.actions()) {
        if (cancelled.get() || !execute(action, sites)) {
          break;
        }
      }
    }
    return List.copyOf(results);
  }

  /** The results of the runs that are over, also after {@link #run} has failed. */
  public List<RunResult> results() {
    return List.copyOf(results);
  }

  /** Ends the workload soon: what was measured so far becomes a result that is not valid. */
  public void cancel() {
    cancelled.set(true);
    MeasuredRun running = current.get();
    if (running != null) {
      running.cancel();
    }
    Process process = shellProcess.get();
    if (process != null) {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private boolean execute(Action action, Sites sites) throws IOException {
    switch (action) {
      case Action.Echo echo -> observer.say(echo.text());
      case Action.Shell shell -> shell(shell);
      case Action.Sleep sleep -> sleep(sleep.seconds());
      case Action.CreateFilesets create ->
          build(create.filesets(), sites.of(create.target()), sites);
      case Action.Run run -> {
        return measure(run.plan(), sites);
      }
    }
    return true;
  }

  /** Returns whether to go on. */
  private boolean measure(RunPlan run, Sites sites) throws IOException {
    Site site = sites.of(run.target());
    long before = System.nanoTime();
    List<LaidOutFileset> filesets = build(run.filesets(), site, sites);
    long buildNanos = System.nanoTime() - before;
    if (cancelled.get()) {
      return false;
    }
    Measurement.WarmUp warm =
        warmUp.rehearse(plan, run, filesets, site, settings, observer, cancelled::get);
    if (journal != null) {
      journal.begin(settings.seed(), plan.path(), directory, filesets);
    }
    MeasuredRun measured =
        new MeasuredRun(
            plan, run, results.size(), site.target(), site.options(), settings, observer);
    current.set(measured);
    RunResult raw = measured.run(site.deployment(), filesets, buildNanos, warm, cancelled::get);
    current.set(null);
    RunResult named = raw.with(AssertionCheck.of(run.assertions(), raw));
    RunResult result = settings.namesStay() ? named : Redaction.ofThisMachine().apply(named);
    results.add(result);
    observer.finished(result);
    return result.valid();
  }

  private List<LaidOutFileset> build(List<FilesetPlan> plans, Site site, Sites sites)
      throws IOException {
    return site.build(plans, settings, sites.all(), f -> new CreationProgress(words(f)));
  }

  private static String words(LaidOutFileset fileset) {
    String of = fileset.machine().isEmpty() ? "" : " of " + fileset.machine();
    return fileset.name() + of;
  }

  /** Passes on how far the creation of a fileset is, and whether it is to stop. */
  private final class CreationProgress implements FilesetStore.Progress {
    private final String fileset;

    CreationProgress(String fileset) {
      this.fileset = fileset;
    }

    @Override
    public void made(long done, long total, long bytes) {
      observer.creating(fileset, done, total);
    }

    @Override
    public boolean cancelled() {
      return cancelled.get();
    }
  }

  private void sleep(double seconds) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    try {
      while (!cancelled.get() && System.nanoTime() < until) {
        long left = (until - System.nanoTime()) / 1_000_000;
        Thread.sleep(Math.max(0, Math.min(NAP_MILLIS, left)));
      }
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a command of the user's; cancelling ends it and what it started. */
  private void shell(Action.Shell shell) throws IOException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", shell.command()).redirectErrorStream(true).start();
    shellProcess.set(process);
    if (cancelled.get()) {
      end(process);
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int status = process.waitFor();
      if (!output.isBlank()) {
        observer.say(output.stripTrailing());
      }
      shellProcess.set(null);
      if (status != 0 && !cancelled.get()) {
        observer.note(shell.at() + ": system command ended with status " + status);
      }
    } catch (InterruptedException e) {
      end(process);
      cancel();
      Thread.currentThread().interrupt();
    }
  }
}
