package wml.api.target;

import java.io.IOException;

/**
 * Something that not every store can do. A target declares its capabilities in {@link
 * TargetInfo#capabilities}; the checker refuses, with the position in the source, what needs one
 * that the target lacks.
 */
public interface Capability {
  /** {@link OpenMode#direct}: I/O that bypasses the page cache. */
  interface DirectIo extends Capability {
    /** What offsets, lengths and buffer addresses may always be a multiple of. */
    int alignmentBytes();

    /** What they must be a multiple of for a file that exists; less may do than for all. */
    default int alignmentBytes(FilePath file) throws IOException {
      return alignmentBytes();
    }
  }

  /** {@link OpenMode#sync} and {@link OpenMode#dataSync}. */
  interface SynchronousWrites extends Capability {}

  /** {@link OpenMode#noReadAhead}. */
  interface ReadAheadControl extends Capability {}

  /** Reads and writes that are submitted now and completed later. */
  interface AsyncIo extends Capability {
    /**
     * A queue for this session's thread.
     *
     * @param depth the most requests under way at once
     */
    AsyncQueue queue(int depth) throws IOException;

    /**
     * The same for requests that mostly move parts of one buffer, which the target may prepare for
     * that; it stays reachable until the queue is closed.
     */
    default AsyncQueue queue(int depth, IoBuffer memory) throws IOException {
      return queue(depth);
    }
  }

  /**
   * Requests under way, owned by one session. Memory stays the queue's until its request is reaped;
   * where a buffer's window starts counts at submission only. A file may be closed while requests
   * of it are under way: they go on with that file.
   *
   * <p>A queue may hold submitted requests back until {@link #handOver} or {@link #reap}, so that
   * one call takes many to the target.
   */
  interface AsyncQueue extends AutoCloseable {
    /**
     * Starts a write of the buffer's first {@code length} bytes.
     *
     * @param tag handed back when the request completes
     * @return false if the queue is full; nothing was started
     */
    boolean submitWrite(FileHandle file, IoBuffer from, int length, long offset, long tag)
        throws IOException;

    boolean submitRead(FileHandle file, IoBuffer into, int length, long offset, long tag)
        throws IOException;

    /** Requests submitted and not yet reaped. */
    int outstanding();

    /** Starts what was held back. */
    default void handOver() throws IOException {}

    /**
     * Starts what was held back and reaps completions.
     *
     * @param atLeast waits until this many are reaped (or none is outstanding); 0 polls
     * @param maxWaitNanos gives up waiting after this long
     * @return how many were reaped
     * @throws IOException the first failure among the reaped requests, after all were counted
     */
    int reap(int atLeast, long maxWaitNanos, Completion each) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** More names for a file, and names that hold a path. */
  interface Links extends Capability {
    /** Gives a file one more name, which must be free. A symbolic link is not followed. */
    void link(FilePath existing, FilePath name) throws IOException;

    /** Makes a name, which must be free, that holds a path. It need not lead anywhere. */
    void symbolicLink(FilePath content, FilePath name) throws IOException;

    /** Fills {@code into} with the path that a symbolic link holds; EINVAL if it is none. */
    void readLink(FilePath name, FilePath into) throws IOException;
  }

  /** Permissions and times of what is at a path; a symbolic link is followed. */
  interface Attributes extends Capability {
    int READ = 4;
    int WRITE = 2;
    int EXECUTE = 1;

    /**
     * @param mode permission bits, as in the low 12 bits of POSIX's st_mode
     */
    void changeMode(FilePath path, int mode) throws IOException;

    /** Sets the times in nanoseconds since 1970; a target may keep them less finely. */
    void changeTimes(FilePath path, long accessedNanos, long modifiedNanos) throws IOException;

    /**
     * Whether the session may do all of {@code rights} to what is at a path.
     *
     * @param rights a sum of {@link #READ}, {@link #WRITE} and {@link #EXECUTE}
     */
    boolean mayAccess(FilePath path, int rights) throws IOException;
  }

  /** Named values of a file, in the name space of users. A symbolic link is not followed. */
  interface ExtendedAttributes extends Capability {
    /**
     * Reads a value into the start of {@code into}; ENODATA if there is none, ERANGE if it is
     * longer than {@code room}.
     *
     * @return the value's length
     */
    int get(FilePath path, AttributeName name, IoBuffer into, int room) throws IOException;

    /** Makes or replaces a value. */
    void set(FilePath path, AttributeName name, IoBuffer from, int length) throws IOException;

    /** Hands over every name; returns how many there were. */
    int list(FilePath path, NameSink names) throws IOException;

    /** Removes a value; ENODATA if there is none. */
    void remove(FilePath path, AttributeName name) throws IOException;
  }

  /** Space of an open file. What is reserved or freed reads as zeros. */
  interface Preallocation extends Capability {
    /** What happens to a range. */
    enum Mode {
      /** Space is reserved; the file grows to the end of the range. What was written stays. */
      DEFAULT,
      /** Space is reserved; the size stays. What was written stays. */
      KEEP_SIZE,
      /** Space is freed; the size stays. */
      PUNCH_HOLE,
      /** What was written becomes zeros; the file grows to the end of the range. */
      ZERO_RANGE
    }

    /**
     * ENOTSUP if the file system lacks the mode.
     *
     * @param length above 0
     */
    void allocate(FileHandle file, Mode mode, long offset, long length) throws IOException;
  }

  /** Several parts of memory moved by one call, as {@link FileHandle} moves one. */
  interface VectorIo extends Capability {
    int read(FileHandle file, IoVector into, long offset) throws IOException;

    int write(FileHandle file, IoVector from, long offset) throws IOException;
  }

  /** Copies between open files that don't pass through the caller. */
  interface CopyRange extends Capability {
    /**
     * Copies up to {@code length} bytes; ranges of one file must not overlap.
     *
     * @return bytes copied, which may be fewer; 0 at or past the end of {@code from}
     */
    long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length)
        throws IOException;
  }

  /** Access to a file as to memory. */
  interface MemoryMapping extends Capability {
    /**
     * Maps the first {@code length} bytes of a file that is so long; it must not be cut below that
     * while it is mapped. Allocates.
     *
     * @param length above 0
     * @param writable needs a file that is open for reading and writing
     */
    Mapping map(FileHandle file, long length, boolean writable) throws IOException;
  }

  /** A mapped file, owned by one session. Close it before the file. */
  interface Mapping extends AutoCloseable {
    long sizeBytes();

    /** Copies out of the mapping: as {@link FileHandle#read}, with the mapping's size as end. */
    int read(IoBuffer into, int length, long offset) throws IOException;

    /**
     * Copies into the mapping.
     *
     * @return bytes copied: fewer at the mapping's end
     */
    int write(IoBuffer from, int length, long offset) throws IOException;

    /** Makes durable what was written through the mapping. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Locks on ranges of an open file. They bind those who lock, not those who read and write; the
   * locks of one handle hold against every other handle, and end with it. They never wait, so that
   * who waits by trying again can stop when it should.
   */
  interface Locks extends Capability {
    /**
     * Locks a range. A range that this handle has locked already may change its kind; other ranges
     * of one handle must not overlap.
     *
     * @param length 0 for all from {@code offset} on
     * @param exclusive needs a file that is open for writing; else one open for reading
     * @return false if another handle's lock is in the way
     */
    boolean tryLock(FileHandle file, long offset, long length, boolean exclusive)
        throws IOException;

    /**
     * Gives up the handle's locks within a range; there may be none.
     *
     * @param length 0 for all from {@code offset} on
     */
    void unlock(FileHandle file, long offset, long length) throws IOException;
  }

  /** Names made, renamed and removed in a directory become durable. */
  interface DirectorySync extends Capability {
    void syncDirectory(FilePath directory) throws IOException;
  }

  /** Directories read page by page. */
  interface PagedListing extends Capability {
    DirectoryPages open(FilePath directory) throws IOException;
  }

  /**
   * An open directory, owned by one session, which may reuse it once closed. A name that is there
   * from open to end is handed over once; "." and ".." never.
   */
  interface DirectoryPages extends AutoCloseable {
    /**
     * Hands over the next names.
     *
     * @return how many: fewer than {@code atMost} only at the end
     */
    int next(int atMost, NameSink names) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** The calls that a session's operations are made of, each sent as it is: {@link RemoteCall}. */
  interface RemoteCalls extends Capability {
    /**
     * A queue for this session's thread.
     *
     * @param depth the most calls under way at once
     */
    RemoteQueue queue(int depth) throws IOException;
  }

  /** Remote calls under way, owned by one session. */
  interface RemoteQueue extends AutoCloseable {
    /** A call that is not under way, to be filled in; the same one until it is begun. */
    RemoteCall next();

    /**
     * Finds out what the server must be told in place of paths, by calls of its own if it has to.
     * What was found is kept, so that the same path costs nothing the next time.
     *
     * @throws IOException if something is not there, or the call makes no sense
     */
    void prepare(RemoteCall call) throws IOException;

    /** Puts a prepared call under way; it may be held back until {@link #reap}. */
    void begin(RemoteCall call) throws IOException;

    /** Calls begun and not yet reaped. */
    int outstanding();

    /**
     * As {@link AsyncQueue#reap}.
     *
     * @throws IOException if the server can't be reached; never the failure of a call
     */
    int reap(int atLeast, long maxWaitNanos, RemoteCompletion each) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Takes calls that are over; they are the queue's again when the method returns. */
  interface RemoteCompletion {
    void completed(RemoteCall call);

    void failed(RemoteCall call, IOException failure);
  }

  /** Takes completions. */
  @FunctionalInterface
  interface Completion {
    /**
     * One request is over and its buffer is the caller's again.
     *
     * @param bytes what {@link FileHandle#read} or {@link FileHandle#write} would have returned; 0
     *     for a request that failed
     */
    void completed(long tag, int bytes);

    /** The same for a request that failed; {@link AsyncQueue#reap} throws the first failure. */
    default void failed(long tag, IOException failure) {
      completed(tag, 0);
    }
  }
}
