package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Calls under way, by their indexes. Owned by one thread. */
public interface CallPipe {
  /** The call is sent at the next {@link #await}. */
  void begin(int index);

  /** Begun and not yet taken. */
  int outstanding();

  /** Sends, and receives until so many are over or the time is up; 0: what is there. */
  void await(int atLeast, long maxWaitNanos) throws IOException;

  /** One that is over; below 0: none is. */
  int poll();

  /** Why a call that is over has no result; null if it has. */
  @Nullable IOException failure(int index);

  /** Waits for all. */
  void drain() throws IOException;
}
