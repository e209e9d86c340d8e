package wml.targets.nfs.client.v4;

import java.util.concurrent.locks.LockSupport;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;

/** How long a call is tried anew, from its first trouble on, with pauses that grow. */
final class Patience {
  private static final long FIRST_PAUSE_NANOS = 5_000_000;
  private static final long MOST_PAUSE_NANOS = 200_000_000;

  private final Server4 server;
  private boolean troubled;
  private long sinceNanos;
  private long pauseNanos = FIRST_PAUSE_NANOS;

  Patience(Server4 server) {
    this.server = server;
  }

  /** A call was answered. */
  void reset() {
    troubled = false;
    pauseNanos = FIRST_PAUSE_NANOS;
  }

  /** There is trouble: whether there was for too long. */
  boolean isOver() {
    long now = System.nanoTime();
    if (!troubled) {
      troubled = true;
      sinceNanos = now;
    }
    return now - sinceNanos > server.patienceNanos();
  }

  void pause() {
    LockSupport.parkNanos(this, pauseNanos);
    pauseNanos = Math.min(MOST_PAUSE_NANOS, 2 * pauseNanos);
  }

  TargetException ended(int why) {
    return new TargetException(
        ErrorKind.ETIMEDOUT,
        "wait for",
        "%s, which answers %s for longer than the option patience says; see its log"
            .formatted(server, States.word(why)));
  }
}
