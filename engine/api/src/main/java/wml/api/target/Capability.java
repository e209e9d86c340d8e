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
    /** What offsets, lengths and buffer addresses must be a multiple of. */
    int alignmentBytes();
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
  }

  /** Requests under way, owned by one session. Buffers stay the queue's until a request is reaped. */
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

    /**
     * Reaps completions.
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

  /** Takes completions. */
  @FunctionalInterface
  interface Completion {
    void completed(long tag, int bytes);
  }
}
