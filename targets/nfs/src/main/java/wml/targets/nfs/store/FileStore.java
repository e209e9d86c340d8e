package wml.targets.nfs.store;

import java.nio.ByteBuffer;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;

/**
 * Files by handle, as a server exports them. Used by many threads at once; what is handed in
 * belongs to the caller's thread.
 *
 * <p>Most failures are expected, so they are results: a status of {@code nfsstat3} (RFC 1813,
 * section 2.6; NFS 4 has the same numbers), 0 if all went well. Nobody's permissions are checked
 * here: the server does that. Names are proper ({@link Name#isProper}); "." and ".." mean what they
 * always do, and the root is its own parent.
 */
public interface FileStore extends AutoCloseable {
  /** The status of what a store can't do. */
  int NOT_SUPPORTED = 10_004;

  /** What a named value must be to be set. */
  enum NamedValueMode {
    ANY,
    NEW,
    THERE
  }

  void root(Handle into);

  int attributes(Handle of, FileAttributes into);

  /** Changes attributes and fills in those that result. */
  int change(Handle of, AttributeChange how, FileAttributes into);

  int lookup(Handle directory, Name name, Handle into, FileAttributes of);

  int readLink(Handle link, Name into);

  /**
   * Reads to the buffer's position and moves it, up to its limit.
   *
   * @return bytes, 0 at or past the end of the file; below 0: a status, negated
   */
  int read(Handle file, long offset, ByteBuffer into);

  /**
   * Writes all that the buffer has left.
   *
   * @param stable on storage when it returns: 0 no, 1 the data, 2 all of it ({@code stable_how})
   */
  int write(Handle file, long offset, ByteBuffer from, int stable);

  /** What was written of a file is on storage when it returns. */
  int commit(Handle file);

  /**
   * Makes a file.
   *
   * @param exclusive EXIST if the name is there
   * @param first attributes of a new file; of one that is there, its size
   */
  int create(
      Handle directory,
      Name name,
      boolean exclusive,
      AttributeChange first,
      Handle into,
      FileAttributes of);

  int makeDirectory(
      Handle directory, Name name, AttributeChange first, Handle into, FileAttributes of);

  int symbolicLink(
      Handle directory,
      Name name,
      Name content,
      AttributeChange first,
      Handle into,
      FileAttributes of);

  /**
   * Makes a device, socket or pipe.
   *
   * @param type of {@code ftype3}
   */
  int makeNode(
      Handle directory,
      Name name,
      int type,
      int major,
      int minor,
      AttributeChange first,
      Handle into,
      FileAttributes of);

  /** Removes a name, never of a directory. */
  int remove(Handle directory, Name name);

  int removeDirectory(Handle directory, Name name);

  int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to);

  int link(Handle file, Handle directory, Name name);

  /**
   * Hands over the entries of a directory behind a cookie, with "." and "..".
   *
   * @param after cookie of the last entry that the caller has; 0: from the begin
   */
  int list(Handle directory, long after, EntrySink entries);

  void space(Space into);

  /**
   * Reserves space of a range, or frees it so that it reads as zeros.
   *
   * @param reserve a file grows to the end of the range; freeing leaves its size
   */
  default int allocate(Handle file, long offset, long length, boolean reserve) {
    return NOT_SUPPORTED;
  }

  /**
   * Where the next data, or the next hole, is at or behind an offset; the end of a file is a hole.
   *
   * @return an offset; below 0: a status, negated (NXIO if there is none)
   */
  default long seek(Handle file, long offset, boolean data) {
    return -NOT_SUPPORTED;
  }

  /** Whether the named values below are kept. */
  default boolean hasNamedValues() {
    return false;
  }

  /**
   * Puts a named value (RFC 8276) at the buffer's position and moves it.
   *
   * @return 0 or a status: TOOSMALL if there is no room, NOENT if there is no such value
   */
  default int namedValue(Handle of, Name name, ByteBuffer into) {
    return NOT_SUPPORTED;
  }

  /** Makes or replaces a named value from what the buffer has left. */
  default int setNamedValue(Handle of, Name name, ByteBuffer value, NamedValueMode mode) {
    return NOT_SUPPORTED;
  }

  default int removeNamedValue(Handle of, Name name) {
    return NOT_SUPPORTED;
  }

  /** Hands over the names of values as those of a directory; file numbers are 0. */
  default int listNamedValues(Handle of, long after, EntrySink names) {
    return NOT_SUPPORTED;
  }

  /**
   * Keeps a file, though its last name may be removed, until {@link #unpin} was called as often.
   *
   * @return a status
   */
  default int pin(Handle file) {
    return 0;
  }

  /** Whether {@link #pin} keeps a file whose last name is removed; if not, it is gone then. */
  default boolean keepsPinned() {
    return false;
  }

  /** Lets go of a file that was kept. */
  default void unpin(Handle file) {}

  /** Changes when the store comes back without what was not yet on storage. */
  long writeVerifier();

  @Override
  void close();

  /** Takes the entries of a directory. */
  @FunctionalInterface
  interface EntrySink {
    /**
     * @param name of which the first {@code length} bytes count; valid during the call
     * @param cookie to go on behind it
     * @return false: no more
     */
    boolean entry(long fileid, byte[] name, int length, long cookie);
  }

  /** Bytes and files that there is room for. Reused by its owner. */
  final class Space {
    public long totalBytes;
    public long freeBytes;
    public long totalFiles;
    public long freeFiles;
  }
}
