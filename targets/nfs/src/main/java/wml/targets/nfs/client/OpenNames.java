package wml.targets.nfs.client;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.wire.xdr.Opaque;

/**
 * Which names are open in any session of a deployment, and which directories sessions remember.
 * Version 3 knows no open files: what is removed while it is open is given another name first, and
 * loses that when it is closed ("silly rename"). Names are told apart by a hash of theirs alone, so
 * that opening a file allocates nothing; where two share one, a removal costs one call more.
 */
public final class OpenNames {
  private static final int BUCKETS = 1 << 12;

  /** A removed file that somebody may still have open. */
  public record Leftover(int bucket, Opaque directory, String name) {}

  private final AtomicIntegerArray open = new AtomicIntegerArray(BUCKETS);
  private final AtomicIntegerArray directories = new AtomicIntegerArray(BUCKETS);
  private final ConcurrentLinkedQueue<Leftover> leftovers = new ConcurrentLinkedQueue<>();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong moves = new AtomicLong();
  private final String prefix;

  /**
   * @param prefix of the names of what is removed while it is open; no other client's
   */
  public OpenNames(String prefix) {
    this.prefix = prefix;
  }

  public static int bucket(Name name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.byteAt(i);
    }
    return spread(hash);
  }

  static int spread(int hash) {
    return (hash ^ hash >>> 15) & (BUCKETS - 1);
  }

  public void opened(int bucket) {
    open.incrementAndGet(bucket);
  }

  /** Whether that was the last of its bucket, and something waits for that. */
  public boolean closed(int bucket) {
    return open.decrementAndGet(bucket) == 0 && !leftovers.isEmpty();
  }

  public boolean isOpen(int bucket) {
    return open.get(bucket) > 0;
  }

  public String nextName() {
    return prefix + sequence.incrementAndGet();
  }

  public void left(int bucket, Handle directory, String name) {
    byte[] bytes = java.util.Arrays.copyOf(directory.array(), directory.length());
    leftovers.add(new Leftover(bucket, Opaque.of(bytes), name));
  }

  /**
   * One that nobody has open any more; null if there is none.
   *
   * @param all also those that somebody has open
   */
  public @Nullable Leftover take(boolean all) {
    for (Leftover each : leftovers) {
      if ((all || !isOpen(each.bucket())) && leftovers.remove(each)) {
        return each;
      }
    }
    return null;
  }

  /** A session remembers a directory. */
  void remembered(int bucket) {
    if (directories.get(bucket) == 0) {
      directories.set(bucket, 1);
    }
  }

  /** Something was renamed: if it may be a remembered directory, all are to be forgotten. */
  public void moved(int bucket) {
    if (directories.get(bucket) != 0) {
      moves.incrementAndGet();
    }
  }

  /** Changes when remembered directories may lead elsewhere. */
  public long moves() {
    return moves.get();
  }
}
