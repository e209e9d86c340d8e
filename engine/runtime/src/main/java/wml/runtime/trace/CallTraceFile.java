package wml.runtime.trace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.target.CallLog;
import wml.api.target.CallTrace;

/**
 * A file of all calls of a run, a line each, columns separated by tabs, times and handles as tshark
 * prints them. Sessions put calls into rings of their own; one thread, awake every {@link
 * #PAUSE_NANOS}, writes them. Lines of one connection are in the order of the answers.
 */
public final class CallTraceFile implements CallTrace, AutoCloseable {
  private static final long PAUSE_NANOS = 5_000_000;
  private static final long STOP_MILLIS = 30_000;

  private final Path path;
  private final FileChannel channel;
  private final CallLine lines;
  private final long epochNanos;
  private final List<CallRing> rings = new CopyOnWriteArrayList<>();
  private final Thread writer;
  private volatile boolean closing;
  private long written;
  private @Nullable IOException failure;

  private CallTraceFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
    lines = new CallLine(channel);
    lines.head();
    Instant now = Instant.now();
    epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - System.nanoTime();
    writer = Thread.ofPlatform().daemon().name("rpc-trace").unstarted(this::write);
  }

  /** Writes to a file from now on, instead of what it holds. */
  public static CallTraceFile create(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    CallTraceFile file = new CallTraceFile(path, channel);
    file.writer.start();
    return file;
  }

  @Override
  public CallLog connection() {
    CallRing ring = new CallRing(Thread.currentThread().getName());
    rings.add(ring);
    return ring;
  }

  private void write() {
    boolean last;
    do {
      last = closing;
      long count = 0;
      for (CallRing ring : rings) {
        count += drain(ring);
      }
      if (!last && count == 0) {
        flush();
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    } while (!last);
    flush();
  }

  private int drain(CallRing ring) {
    try {
      int count = ring.drain(lines, epochNanos);
      written += count;
      return count;
    } catch (IOException e) {
      failed(e);
      return 1;
    }
  }

  private void flush() {
    try {
      lines.flush();
    } catch (IOException e) {
      failed(e);
    }
  }

  /** The run goes on; the file isn't whole. */
  private void failed(IOException e) {
    if (failure == null) {
      failure = e;
    }
  }

  /**
   * Writes what is left; before, all sessions must have ended.
   *
   * @throws IOException if not everything could be written
   */
  @Override
  public void close() throws IOException {
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
    if (failure != null) {
      throw new IOException(
          "the trace of calls '" + path + "' is not whole: " + failure.getMessage(), failure);
    }
  }

  /** After {@link #close}: what became of the calls, as a sentence. */
  public String summary() {
    if (rings.isEmpty()) {
      return "the trace of calls is empty: this target sends no calls to servers, or tells none";
    }
    long dropped = rings.stream().mapToLong(CallRing::dropped).sum();
    return dropped == 0
        ? "%,d calls are in '%s'".formatted(written, path)
        : "%,d calls are in '%s'; %,d more came faster than they could be written and are missing"
            .formatted(written, path, dropped);
  }
}
