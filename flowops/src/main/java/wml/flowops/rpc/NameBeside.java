package wml.flowops.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Readiness;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.api.target.TargetException;

/**
 * A new name beside an existing file. Each thread and occurrence has names of its own, by a number
 * that is drawn from the run's seed, and one at a time for each call that may be under way: what
 * the last one made is removed, untimed, before the next one comes, so that a tree does not grow.
 */
final class NameBeside implements Subject {
  private final ExistingEntry existing;
  private final FileSystemSession session;
  private final String suffix;
  private final int mode;
  private final List<Beside> names = new ArrayList<>();
  private final FileStat stat = new FileStat();

  /** The name that one call makes. */
  private static final class Beside {
    final FilePath path = new FilePath();
    final byte[] suffix;
    boolean made;

    Beside(String suffix) {
      this.suffix = suffix.getBytes(StandardCharsets.UTF_8);
    }
  }

  NameBeside(Binding binding, String keyword, String suffix, int mode) throws BindException {
    existing = ExistingEntry.file(binding, keyword);
    session = binding.session();
    this.suffix = suffix + Long.toHexString(binding.random().nextLong()) + "-";
    this.mode = mode;
  }

  @Override
  public Readiness find(RemoteCall call) throws IOException {
    while (names.size() <= call.index) {
      names.add(new Beside(suffix + names.size()));
    }
    Beside beside = names.get(call.index);
    if (beside.made) {
      beside.made = false;
      remove(beside.path);
    }
    Readiness readiness = existing.find(call);
    if (readiness == Readiness.READY) {
      boolean cleared = false;
      try {
        clear(call, beside);
        cleared = true;
      } finally {
        if (!cleared) {
          existing.over(call, false);
        }
      }
    }
    return readiness;
  }

  /** Removes what an earlier run with the same seed has left. */
  private void clear(RemoteCall call, Beside beside) throws IOException {
    beside.path.clear().append(call.path, 0).append(beside.suffix, beside.suffix.length);
    if (session.stat(beside.path, stat)) {
      remove(beside.path);
    }
    call.mode = mode;
    if (call.operation == RemoteOperation.LINK) {
      call.other.clear().append(beside.path, 0);
    } else {
      call.other.clear().append(call.path, call.path.nameStart());
      call.path.clear().append(beside.path, 0);
      call.file = null; // the name is meant, not what is open
    }
  }

  private void remove(FilePath name) throws IOException {
    try {
      session.remove(name);
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.ENOENT) {
        throw e;
      }
    }
  }

  @Override
  public void over(RemoteCall call, boolean succeeded) {
    names.get(call.index).made = succeeded;
    existing.over(call, succeeded);
  }
}
