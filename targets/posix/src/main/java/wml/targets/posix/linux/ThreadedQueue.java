package wml.targets.posix.linux;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.Counters;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/**
 * Asynchronous I/O by a few threads that make blocking calls. The queue is used by its session's
 * thread alone; requests pass to the workers and back through two bounded rings. All requests are
 * made at construction, so that submitting and reaping allocate nothing.
 */
final class ThreadedQueue implements Capability.AsyncQueue {
  /** Requests in the kernel at once; more threads than this cost more than they overlap. */
  static final int MAX_THREADS = 16;

  private static final long STOP_MILLIS = 5_000;

  private final Counters counters;
  private final RequestRing toDo;
  private final RequestRing done;
  private final RequestRing idle;
  private final List<Thread> workers = new ArrayList<>();
  private int outstanding;
  private boolean closed;

  /**
   * @param counters of the session
   */
  ThreadedQueue(Counters counters, int depth, String sessionThread) {
    this.counters = counters;
    if (depth < 1) {
      throw new IllegalArgumentException("a queue of depth " + depth);
    }
    toDo = new RequestRing(depth);
    done = new RequestRing(depth);
    idle = new RequestRing(depth);
    for (int i = 0; i < depth; i++) {
      idle.put(new Request());
    }
    for (int i = 0; i < Math.min(depth, MAX_THREADS); i++) {
      workers.add(Thread.ofPlatform().daemon().name(sessionThread + "/aio#" + i).start(this::work));
    }
  }

  private void work() {
    CallState state = new CallState();
    try {
      while (true) {
        Request request = toDo.take(Long.MAX_VALUE);
        if (request == null) {
          return;
        }
        request.perform(state);
        done.put(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean submitWrite(FileHandle file, IoBuffer from, int length, long offset, long tag) {
    return submit(file, from, length, offset, tag, true);
  }

  @Override
  public boolean submitRead(FileHandle file, IoBuffer into, int length, long offset, long tag) {
    return submit(file, into, length, offset, tag, false);
  }

  private boolean submit(
      FileHandle handle, IoBuffer buffer, int length, long offset, long tag, boolean write) {
    if (closed) {
      throw new IllegalStateException("the queue is closed");
    }
    if (!(handle instanceof LinuxFile file)) {
      throw new IllegalArgumentException("the file belongs to another target");
    }
    buffer.checkRoom(length);
    Request request = idle.poll();
    if (request == null) {
      return false;
    }
    request.set(file, buffer, length, offset, tag, write);
    file.requestSubmitted();
    outstanding++;
    toDo.put(request);
    return true;
  }

  @Override
  public int outstanding() {
    return outstanding;
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.Completion each) throws IOException {
    long start = System.nanoTime();
    IOException failure = null;
    int reaped = 0;
    while (outstanding > 0) {
      long rest = reaped < atLeast ? maxWaitNanos - (System.nanoTime() - start) : 0;
      Request request = rest > 0 ? await(rest) : done.poll();
      if (request == null) {
        break;
      }
      reaped++;
      IOException failed = over(request, each);
      failure = failure == null ? failed : failure;
    }
    if (failure != null) {
      throw failure;
    }
    return reaped;
  }

  private @Nullable Request await(long nanos) throws InterruptedIOException {
    try {
      return done.take(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for asynchronous I/O");
    }
  }

  /** Returns the request's failure, or null. */
  private @Nullable IOException over(Request request, Capability.Completion each) {
    IOException failure = request.failure();
    long tag = request.tag();
    int bytes = request.bytes();
    outstanding--;
    request.countIn(counters);
    try {
      request.file().requestOver();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    request.clear();
    idle.put(request);
    if (failure == null) {
      each.completed(tag, bytes);
    } else {
      each.failed(tag, failure);
    }
    return failure;
  }

  /** Abandons what has not started, and waits for what has. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    Request abandoned = toDo.poll();
    while (abandoned != null) {
      done.put(abandoned);
      abandoned = toDo.poll();
    }
    toDo.stop();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
    boolean interrupted = false;
    for (Thread worker : workers) {
      long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      try {
        worker.join(Math.max(1, rest));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Request finished = done.poll();
    while (finished != null) {
      outstanding--;
      finished.file().requestOver();
      finished = done.poll();
    }
    if (outstanding > 0) {
      throw new TargetException(
          ErrorKind.ETIMEDOUT, "stop of " + outstanding + " requests of", "the asynchronous queue");
    }
  }
}
