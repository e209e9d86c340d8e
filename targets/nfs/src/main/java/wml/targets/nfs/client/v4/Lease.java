package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a client's lease by a session of its own, three times as often as needed: any call of any
 * session of a client renews its lease, so the workers need not care. One daemon thread per client,
 * which ends with it. What it can't do is left to the workers, whose calls fail then.
 */
final class Lease implements Runnable, AutoCloseable {
  private static final long LEAST_SECONDS = 3;
  private static final long MOST_SECONDS = 3600;

  /** How long a close may have to wait for the thread, at most. */
  private static final long LISTEN_NANOS = 200_000_000;

  private static final long STOP_MILLIS = 5_000;

  private final Client4 client;
  private final Calls4 calls;
  private final long pauseNanos;
  private final Thread thread;
  private volatile boolean stopped;

  private Lease(Client4 client, Calls4 calls, long seconds) {
    this.client = client;
    this.calls = calls;
    calls.rpc().answerCalls(new Callbacks(client));
    long whole = Math.clamp(seconds, LEAST_SECONDS, MOST_SECONDS);
    pauseNanos = TimeUnit.SECONDS.toNanos(whole) / 3;
    thread = Thread.ofPlatform().name("nfs4-lease").daemon().unstarted(this);
  }

  static Lease start(Client4 client, Calls4 calls, long seconds) {
    Lease lease = new Lease(client, calls, seconds);
    lease.thread.start();
    return lease;
  }

  @Override
  public void run() {
    long next = System.nanoTime() + pauseNanos;
    while (!stopped) {
      long left = next - System.nanoTime();
      if (left > 0) {
        listen(left);
      } else {
        renew();
        next = System.nanoTime() + pauseNanos;
      }
    }
  }

  /** Answers what the server calls; what it wants back is given back at once. */
  private void listen(long nanos) {
    Layouts4 layouts = client.layouts();
    if (layouts == null) {
      LockSupport.parkNanos(this, nanos);
      return;
    }
    try {
      calls.rpc().awaitCalls(Math.min(nanos, LISTEN_NANOS));
      layouts.returnRecalled(calls);
    } catch (IOException e) {
      renew(); // connects anew
    }
  }

  private void renew() {
    try {
      do {
        calls.begin(false);
      } while (!calls.finish());
    } catch (IOException e) {
      // The next call of a worker meets the same, and says so.
    }
  }

  /** Ends the client's state at the server, which no session uses any more. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(java.time.Duration.ofMillis(STOP_MILLIS))) {
        calls.rpc().shutdown();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      calls.establishment().destroySession();
      calls.establishment().destroyClient(client.clientId());
    } catch (IOException e) {
      // the server forgets it with the lease
    } finally {
      calls.rpc().close();
    }
  }
}
