package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.FilePath;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;

/** Finds names on a server, of whichever version; its results are statuses. */
public interface Resolver {
  /** The names must be found one by one. */
  int NOT_AT_ONCE = -1;

  /** Fills in the attributes as well. */
  int lookup(Handle directory, Name name, Handle into, FileAttributes of) throws IOException;

  int readLink(Handle link, Name into) throws IOException;

  /**
   * Finds all names of a path's first bytes, one below the other, in one call.
   *
   * @return a status, or {@link #NOT_AT_ONCE}: a symbolic link is on the way, or the version can't
   */
  default int descend(Handle from, FilePath path, int end, Handle into) throws IOException {
    return NOT_AT_ONCE;
  }
}
