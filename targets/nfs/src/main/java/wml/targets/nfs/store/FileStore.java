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
