package wml.targets.faulty;

import org.jspecify.annotations.Nullable;
import wml.api.random.RandomStream;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.TargetException;

/**
 * One session's faults: which operation is hit depends on the session's seed and on how many
 * operations came before, and on nothing else. Owned by one thread.
 */
final class Faults {
  private final FaultPlan plan;
  private final RandomStream random;
  private final FaultClock clock;
  private final @Nullable Damage damage;

  Faults(FaultPlan plan, RandomStream random, FaultClock clock) {
    this.plan = plan;
    this.random = random;
    this.clock = clock;
    damage = plan.damage().isNone() ? null : new Damage(plan.damage(), random);
  }

  /** What is wrong with data; null: nothing. */
  @Nullable Damage damage() {
    return damage;
  }

  /** Waits as long as the operation must, and fails it if its turn has come. */
  void before(Operation operation, FilePath path) throws TargetException {
    if (strikes(operation)) {
      throw failure(operation, path.toString(), -1);
    }
  }

  void before(Operation operation, String path, long offset) throws TargetException {
    if (strikes(operation)) {
      throw failure(operation, path, offset);
    }
  }

  private boolean strikes(Operation operation) {
    waitOutTheStall();
    if (!plan.operations().contains(operation)) {
      return false;
    }
    if (isDrawn(plan.delayed())) {
      clock.waitUntil(clock.nanos() + plan.delayNanos());
    }
    return isDrawn(plan.errors());
  }

  private void waitOutTheStall() {
    if (plan.stallNanos() > 0) {
      long sinceStart = clock.nanos() - plan.stallStartNanos();
      if (sinceStart >= 0 && sinceStart < plan.stallNanos()) {
        clock.waitUntil(plan.stallStartNanos() + plan.stallNanos());
      }
    }
  }

  /** The length to transfer: shorter by at least one byte, and at least one, if it is drawn. */
  int length(Operation operation, int length) {
    if (length > 1 && plan.operations().contains(operation) && isDrawn(plan.shortTransfers())) {
      return 1 + (int) random.nextLong(length - 1);
    }
    return length;
  }

  private boolean isDrawn(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  private TargetException failure(Operation operation, String path, long offset) {
    ErrorKind kind = plan.kind();
    return new TargetException(kind, kind.errno(), operation.word(), path, offset);
  }
}
