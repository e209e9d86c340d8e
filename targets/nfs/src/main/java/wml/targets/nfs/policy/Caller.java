package wml.targets.nfs.policy;

import java.util.List;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.Credential;

/** Who asks, and what that allows: the permissions of POSIX, of user, group and others. */
public record Caller(int uid, int gid, List<Integer> groups) {
  public static final int READ = 4;
  public static final int WRITE = 2;
  public static final int EXECUTE = 1;

  /** Whoever says nothing of himself. */
  public static final int NOBODY = 65534;

  private static final int STICKY = 01000;

  public Caller {
    groups = List.copyOf(groups);
  }

  /** Which callers a server takes for nobody. */
  public enum Squash {
    NONE,
    ROOT,
    ALL
  }

  public static Caller of(Credential credential, Squash squash) {
    return switch (credential) {
      case Credential.None none -> new Caller(NOBODY, NOBODY, List.of());
      case Credential.Sys sys ->
          squash == Squash.ALL || (squash == Squash.ROOT && sys.uid() == 0)
              ? new Caller(NOBODY, NOBODY, List.of())
              : new Caller(sys.uid(), sys.gid(), sys.groups());
    };
  }

  public boolean isRoot() {
    return uid == 0;
  }

  public boolean owns(FileAttributes file) {
    return uid == file.uid || isRoot();
  }

  public boolean isIn(int group) {
    return gid == group || groups.contains(group);
  }

  /** Of {@link #READ}, {@link #WRITE} and {@link #EXECUTE}, those that are allowed. */
  public int rights(FileAttributes file) {
    if (isRoot()) {
      boolean runs = file.type == Nfs3.NF3DIR || (file.mode & 0111) != 0;
      return READ | WRITE | (runs ? EXECUTE : 0);
    }
    int shift = uid == file.uid ? 6 : isIn(file.gid) ? 3 : 0;
    return file.mode >> shift & 7;
  }

  public boolean may(int rights, FileAttributes file) {
    return (rights(file) & rights) == rights;
  }

  /** Whether a name of a file may be taken from a directory that may be written. */
  public boolean mayUnlink(FileAttributes directory, FileAttributes file) {
    return (directory.mode & STICKY) == 0 || owns(directory) || uid == file.uid;
  }
}
