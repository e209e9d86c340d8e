package wml.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.CommonAttributes;
import wml.api.plan.Arrivals;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.random.RandomStream;

/**
 * The rates of one thread: which of its flowops wait for an arrival, and the waiting. The rate of a
 * run, process or thread is one schedule that all flowops share that count as I/O; a flowop's is
 * its own. Owned by its thread once that has started.
 *
 * <p>It sleeps until shortly before a time and spins from there, unless as many threads spin
 * already as there are processors to spare; then it sleeps all the way and is some microseconds
 * late.
 */
public final class Pacer {
  private static final long SPIN_NANOS = 50_000;

  /** Where sleeps end 50 us late. */
  private static final long LONG_SPIN_NANOS = 100_000;

  private final RunShared run;
  private final ProcessPlan process;
  private final ThreadPlan thread;
  private final String name;
  private final List<Step.Call> calls;
  private final boolean[] rated;
  private final @Nullable Schedule[] byCall;
  private final List<Schedule> schedules = new ArrayList<>();
  private long spinNanos = LONG_SPIN_NANOS;
  private boolean closed;
  private double planned;
  private long behindNanos;

  Pacer(RunShared run, ProcessPlan process, ThreadPlan thread, String name, List<Step.Call> calls) {
    this.run = run;
    this.process = process;
    this.thread = thread;
    this.name = name;
    this.calls = calls;
    rated = new boolean[calls.size()];
    byCall = new @Nullable Schedule[calls.size()];
    boolean all = shared() != null;
    for (int i = 0; i < rated.length; i++) {
      rated[i] = counts(calls.get(i)) && (all || own(calls.get(i)) != null);
    }
  }

  private static boolean counts(Step.Call call) {
    return call.type().signature().category().countsAsIo();
  }

  /** Whether a thread has anything that the rate of its run or process is about. */
  private static boolean counts(ThreadPlan thread) {
    return Step.calls(thread.steps()).stream().anyMatch(Pacer::counts);
  }

  /** Whether the rate of the whole run is this thread's, too. */
  public boolean counts() {
    return calls.stream().anyMatch(Pacer::counts);
  }

  /** That of the run, process or thread. */
  private @Nullable Arrivals shared() {
    Arrivals given = process.arrivals() == null ? thread.arrivals() : process.arrivals();
    Double perSecond = run.operationsPerSecond;
    return perSecond == null
        ? given
        : given == null ? new Arrivals.Constant(perSecond) : given.at(perSecond);
  }

  private static @Nullable Arrivals own(Step.Call call) {
    return call.attributes().get(CommonAttributes.RATE.name()) instanceof Value.Rate r
        ? r.arrivals()
        : null;
  }

  /** By flowop, whether it waits for arrivals. */
  boolean[] rated() {
    return rated;
  }

  public boolean isRated() {
    return !schedules.isEmpty();
  }

  /**
   * Says which part of the run's rate is this thread's; of a process's or thread's rate the plan
   * says it.
   */
  public void share(int turn, int threads) {
    Arrivals shared = shared();
    if (shared != null) {
      shareAll(Schedule.of(shared, turn, threads, seed("")));
    }
  }

  /** Shares the rates of the file. */
  void shareAsPlanned(int processInstance, int instance) {
    int turn = processInstance * thread.instances() + instance;
    int threads = process.instances() * thread.instances();
    if (process.arrivals() != null) {
      int before = 0;
      int perProcess = 0;
      for (ThreadPlan other : process.threads()) {
        before = other.equals(thread) ? perProcess : before;
        perProcess += counts(other) ? other.instances() : 0;
      }
      int own = processInstance * perProcess + before + instance;
      share(own, process.instances() * perProcess);
    } else if (thread.arrivals() != null) {
      share(turn, threads);
    } else {
      for (int i = 0; i < rated.length; i++) {
        Arrivals own = own(calls.get(i));
        if (own != null && rated[i]) {
          Schedule schedule = Schedule.of(own, turn, threads, seed(calls.get(i).name()));
          byCall[i] = schedule;
          schedules.add(schedule);
        }
      }
    }
  }

  private void shareAll(Schedule schedule) {
    for (int i = 0; i < rated.length; i++) {
      byCall[i] = rated[i] ? schedule : null;
    }
    if (counts()) {
      schedules.add(schedule);
    }
  }

  private long seed(String call) {
    return RandomStream.derive(run.seed, name, call, "arrivals");
  }

  /** Null for a flowop that starts when the one before has ended. */
  @Nullable Schedule of(int call) {
    return byCall[call];
  }

  /** Arrivals begin, or begin anew after a rest. */
  void begin(long nanoTime) {
    if (!schedules.isEmpty() && TimerSlack.minimize()) {
      spinNanos = SPIN_NANOS;
    }
    schedules.forEach(schedule -> schedule.begin(nanoTime));
  }

  /** Waits until a time; false if the run stops before. */
  boolean await(long nanoTime) {
    while (!run.stop.isStopping()) {
      long left = nanoTime - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      if (left > spinNanos) {
        LockSupport.parkNanos(this, left - spinNanos);
      } else if (run.spinners.enter()) {
        spin(nanoTime);
        run.spinners.leave();
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
    return false;
  }

  private void spin(long nanoTime) {
    while (nanoTime - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
  }

  /** The measure phase is over; only the first call counts. By the thread, or after its end. */
  public void close(long beginNanoTime, long endNanoTime) {
    if (closed) {
      return;
    }
    closed = true;
    for (Schedule schedule : schedules) {
      planned += schedule.expectedUntil(endNanoTime) - schedule.expectedUntil(beginNanoTime);
      behindNanos = Math.max(behindNanos, endNanoTime - schedule.upcoming());
    }
  }

  /** Arrivals of the measure phase, on average. */
  public double planned() {
    return planned;
  }

  /** How late the thread was at the end of the measure phase. */
  public long behindNanos() {
    return behindNanos;
  }
}
