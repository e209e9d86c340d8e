package wml.flowops.rpc;

import java.util.Arrays;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Readiness;
import wml.api.target.RemoteCall;
import wml.flowops.slot.EntryPick;

/** An entry that comes, goes or changes its name: the fileset learns of it by the answer. */
final class MovedEntry implements Subject {
  /** What happens to it. */
  enum Change {
    APPEARS,
    DISAPPEARS,
    IS_RENAMED
  }

  private final EntryPick pick;
  private final Population population;
  private final Change change;
  private final int mode;
  private int[] from = new int[0];
  private int[] to = new int[0];

  private MovedEntry(EntryPick pick, Change change, int mode) {
    this.pick = pick;
    this.change = change;
    this.mode = mode;
    population = pick.population();
  }

  static MovedEntry file(Binding binding, String keyword, Change change, int mode)
      throws BindException {
    Population files = EntryPick.filesetOf(binding, keyword).files();
    return new MovedEntry(EntryPick.from(files, binding), change, mode);
  }

  static MovedEntry leafDirectory(Binding binding, String keyword, Change change, int mode)
      throws BindException {
    Population leaves = EntryPick.filesetOf(binding, keyword).leafDirectories();
    return new MovedEntry(EntryPick.from(leaves, binding), change, mode);
  }

  @Override
  public Readiness find(RemoteCall call) {
    int index = call.index;
    if (from.length <= index) {
      from = Arrays.copyOf(from, index + 1);
      to = Arrays.copyOf(to, index + 1);
    }
    int entry = change == Change.APPEARS ? pick.claimMissing() : pick.claimDeletable();
    if (entry == Population.NONE) {
      return Readiness.NO_ENTRY;
    }
    if (change == Change.IS_RENAMED) {
      int destination = population.claimMissing();
      if (destination == Population.NONE) {
        population.restore(entry);
        return Readiness.NO_ENTRY;
      }
      to[index] = destination;
      population.path(destination, call.other);
    }
    from[index] = entry;
    population.path(entry, call.path);
    call.mode = mode;
    return Readiness.READY;
  }

  @Override
  public void over(RemoteCall call, boolean succeeded) {
    int entry = from[call.index];
    switch (change) {
      case APPEARS -> appears(entry, succeeded);
      case DISAPPEARS -> disappears(entry, succeeded);
      case IS_RENAMED -> {
        appears(to[call.index], succeeded);
        disappears(entry, succeeded);
      }
    }
  }

  private void appears(int entry, boolean succeeded) {
    if (succeeded) {
      population.created(entry);
      population.unpin(entry);
    } else {
      population.abandon(entry);
    }
  }

  private void disappears(int entry, boolean succeeded) {
    if (succeeded) {
      population.deleted(entry);
    } else {
      population.restore(entry);
    }
  }
}
