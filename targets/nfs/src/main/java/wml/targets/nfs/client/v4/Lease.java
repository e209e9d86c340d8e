package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.StateId;

/**
 * Keeps a client's lease by a session of its own, three times as often as needed: any call of any
 * session of a client renews its lease, so the workers need not care. One daemon thread per client,
 * which ends with it. What it can't do is left to the workers, whose calls fail then.
 */
final class Lease implements Runnable, AutoCloseable {
  private static final long LEAST_SECONDS = 3;
  private static final long MOST_SECONDS = 3600;
  private static final long STOP_MILLIS = 5_000;
  private static final long AGAIN_NANOS = 100_000_000;

  private final Client4 client;
  private final Calls4 calls;
  private final long pauseNanos;
  private final Thread thread;
  private @Nullable Callbacks4 callbacks;
  private volatile boolean stopped;

  private Lease(Client4 client, Calls4 calls, long seconds) {
    this.client = client;
    this.calls = calls;
    long whole = Math.clamp(seconds, LEAST_SECONDS, MOST_SECONDS);
    pauseNanos = TimeUnit.SECONDS.toNanos(whole) / 3;
    if (client.server().delegations()) {
      callbacks = new Callbacks4();
      calls.rpc().callee(callbacks);
    }
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
        await(left);
      } else {
        renew();
        next = System.nanoTime() + pauseNanos;
      }
    }
  }

  /** Answers what the server calls; without delegations it has no reason to. */
  private void await(long nanos) {
    Callbacks4 its = callbacks;
    if (its == null) {
      LockSupport.parkNanos(this, nanos);
      return;
    }
    try {
      calls.rpc().awaitCall(nanos);
    } catch (IOException e) {
      recover(e);
    }
    giveBack(its);
  }

  private void recover(IOException lost) {
    if (stopped) {
      return;
    }
    try {
      calls.reconnect(lost);
      calls.establishment().bind();
    } catch (IOException e) {
      LockSupport.parkNanos(this, AGAIN_NANOS);
    }
  }

  private void giveBack(Callbacks4 its) {
    Opens4 opens = new Opens4(client, calls);
    for (StateId each = its.poll(); each != null && !stopped; each = its.poll()) {
      try {
        client.delegations().recalled(each, opens);
      } catch (IOException e) {
        // the server revokes it
      }
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
    if (callbacks != null) {
      calls.rpc().shutdown();
    }
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
      if (callbacks != null) {
        calls.rpc().reconnect();
        client.delegations().dropAll(new Opens4(client, calls));
      }
      calls.establishment().destroySession();
      calls.establishment().destroyClient(client.clientId());
    } catch (IOException e) {
      // the server forgets it with the lease
    } finally {
      calls.rpc().close();
    }
  }
}
