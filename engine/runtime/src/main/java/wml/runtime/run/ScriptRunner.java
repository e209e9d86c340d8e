package wml.runtime.run;

import java.io.IOException;
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
import wml.api.target.CallTrace;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.runtime.environment.Redaction;
import wml.runtime.fileset.FilesetStore;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.journal.JournalFile;
import wml.runtime.steady.SteadyWindow;

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
  private final TargetEvents events = new TargetEvents();
  private final WarmUp warmUp = new WarmUp();
  private final ShellCommand shell = new ShellCommand();
  private final List<RunResult> results = new ArrayList<>();
  private @Nullable JournalFile journal;
  private @Nullable CallTrace calls;
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

  /** Traces the calls that the target sends to servers. Before {@link #run}. */
  public void trace(CallTrace taken) {
    calls = taken;
  }

  /**
   * Runs everything; stops after a run that is not valid.
   *
   * @return the results of the runs, in order
   * @throws IOException if the target or a fileset can't be made ready
   */
  public List<RunResult> run() throws IOException {
    try (Rounds rounds = rounds()) {
      return rounds.next(settings);
    }
  }

  /** For several rounds of the whole workload over the same targets and filesets. */
  public Rounds rounds() {
    return new Rounds();
  }

  /** Repeats of a workload. Its close takes the targets down; it has the thread of the runner. */
  public final class Rounds implements AutoCloseable {
    private final Sites sites =
        new Sites(target, options, new Scope(settings.seed(), observer::note, events, calls));
    private int number;

    private Rounds() {}

    /**
     * Runs everything; stops after a run that is not valid.
     *
     * @param of the runs of this round; the seed must stay the same
     * @return the results of this round
     */
    public List<RunResult> next(RunSettings of) throws IOException {
      Round round = new Round(sites, of, number, results.size());
      number++;
      for (Action action : plan.actions()) {
        if (cancelled.get() || !execute(action, round)) {
          break;
        }
      }
      return List.copyOf(results.subList(round.first(), results.size()));
    }

    /**
     * Runs one run alone, of this workload or of another one for the same targets and filesets; its
     * result is the caller's to keep.
     *
     * @param index of the run in its workload
     * @param repeat how often it took place before
     * @return null if it was cancelled before it began
     */
    public @Nullable RunResult one(Plan of, RunPlan run, int index, RunSettings how, int repeat)
        throws IOException {
      return cancelled.get() ? null : measure(of, run, index, new Round(sites, how, repeat, 0));
    }

    @Override
    public void close() throws IOException {
      sites.close();
    }
  }

  /**
   * @param number from 0
   * @param first index of its first result
   */
  private record Round(Sites sites, RunSettings settings, int number, int first) {}

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
    shell.cancel();
  }

  private boolean execute(Action action, Round round) throws IOException {
    switch (action) {
      case Action.Echo echo -> observer.say(echo.text());
      case Action.Shell shell -> shell(shell);
      case Action.Sleep sleep -> sleep(sleep.seconds());
      case Action.CreateFilesets create ->
          build(create.filesets(), round.sites().of(create.target()), round);
      case Action.Run run -> {
        RunResult result = measure(plan, run.plan(), results.size() - round.first(), round);
        if (result != null) {
          results.add(result);
        }
        return result != null && result.valid();
      }
    }
    return true;
  }

  /** Null if it was cancelled before it began. */
  private @Nullable RunResult measure(Plan of, RunPlan run, int index, Round round)
      throws IOException {
    Site site = round.sites().of(run.target());
    RunSettings how = round.settings();
    long before = System.nanoTime();
    if (round.number() > 0 && how.between() instanceof Between.Remake) {
      site.forget();
    }
    List<LaidOutFileset> filesets = build(run.filesets(), site, round);
    long buildNanos = System.nanoTime() - before;
    if (cancelled.get()) {
      return null;
    }
    Measurement.WarmUp warm =
        warmUp.rehearse(of, run, filesets, site, how, observer, cancelled::get);
    if (!prepare(how.between())) {
      return null;
    }
    if (journal != null) {
      journal.begin(settings.seed(), plan.path(), directory, filesets);
    }
    MeasuredRun measured =
        new MeasuredRun(of, run, index, site.target(), site.options(), how, observer);
    current.set(measured);
    RunResult raw = measured.run(site.deployment(), filesets, buildNanos, warm, cancelled::get);
    current.set(null);
    List<Measurement.Event> seen =
        events.within(
            measured.measureBeginNanoTime(), raw.elapsedNanos(), raw.measurement().events());
    RunResult numbered = raw.with(raw.measurement().repeated(round.number()).with(seen));
    RunResult shown = windowOf(numbered, how);
    RunResult named = shown.with(AssertionCheck.of(run.assertions(), shown));
    RunResult result = how.namesStay() ? named : Redaction.ofThisMachine().apply(named);
    observer.finished(result);
    return result;
  }

  private static RunResult windowOf(RunResult run, RunSettings how) throws IOException {
    if (how.turns() != null) {
      return how.turns().window(run);
    }
    return how.steady() ? SteadyWindow.of(run) : run;
  }

  /** Brings caches and mounts into the state that every run is to start from. */
  private boolean prepare(Between between) throws IOException {
    switch (between) {
      case Between.Nothing nothing -> {}
      case Between.Remake remake -> {}
      case Between.DropCaches drop -> PageCache.drop();
      case Between.Command command -> {
        ShellCommand.Outcome outcome = shell(command.text());
        if (outcome != null && outcome.status() != 0 && !cancelled.get()) {
          throw new IOException(
              "the command between runs ended with status "
                  + outcome.status()
                  + ": "
                  + command.text()
                  + (outcome.output().isEmpty() ? "" : "\n" + outcome.output()));
        }
      }
    }
    return !cancelled.get();
  }

  private List<LaidOutFileset> build(List<FilesetPlan> plans, Site site, Round round)
      throws IOException {
    return site.build(
        plans, round.settings(), round.sites().all(), f -> new CreationProgress(words(f)));
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

  private void shell(Action.Shell action) throws IOException {
    ShellCommand.Outcome outcome = shell(action.command());
    if (outcome == null) {
      return;
    }
    if (!outcome.output().isBlank()) {
      observer.say(outcome.output());
    }
    if (outcome.status() != 0 && !cancelled.get()) {
      observer.note(action.at() + ": system command ended with status " + outcome.status());
    }
  }

  /** Null when interrupted. */
  private ShellCommand.@Nullable Outcome shell(String command) throws IOException {
    try {
      return shell.run(command);
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
