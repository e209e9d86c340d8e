package wml.targets.nfs.state;

import java.util.ArrayList;
import java.util.List;
import wml.targets.nfs.protocol.Handle;

/** What all clients together hold of a file. Guarded by the lock of {@link ServerState}. */
public final class FileState {
  private final FileKey key;
  final List<OpenState> opens = new ArrayList<>(2);
  final List<LockState> lockers = new ArrayList<>(2);
  final List<Delegation> delegations = new ArrayList<>(1);

  /** Others that hold something: layouts. */
  final List<State> others = new ArrayList<>(1);

  final ByteRanges ranges = new ByteRanges();

  FileState(FileKey key) {
    this.key = key;
  }

  FileKey key() {
    return key;
  }

  public Handle handle() {
    return key.handle();
  }

  boolean isUnused() {
    return opens.isEmpty() && lockers.isEmpty() && delegations.isEmpty() && others.isEmpty();
  }
}
