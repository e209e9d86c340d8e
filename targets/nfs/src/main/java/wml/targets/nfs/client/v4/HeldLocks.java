package wml.targets.nfs.client.v4;

import java.util.Arrays;
import wml.targets.nfs.protocol.StateId;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * The locks of one open file, so that they can be taken back from a server that started anew.
 * Ranges do not overlap, other than that a range may be locked once more. Changed by the file's
 * session alone, or while that waits.
 */
final class HeldLocks {
  private final StateId stateid = new StateId();
  private boolean known;
  private long[] offsets = new long[4];
  private long[] lengths = new long[4];
  private boolean[] exclusive = new boolean[4];
  private int count;

  /** Of a file that was opened just now. */
  void clear() {
    count = 0;
    known = false;
  }

  /** Before locks are taken back: the server has a new name for them. */
  void forgetState() {
    known = false;
  }

  boolean any() {
    return known && count > 0;
  }

  /** Whether the server has a name for this file's locks. */
  boolean isKnown() {
    return known;
  }

  StateId stateid() {
    return stateid;
  }

  void known(XdrReader in) throws XdrException {
    stateid.read(in).seqid = 0; // whatever it is by then
    known = true;
  }

  int count() {
    return count;
  }

  long offset(int i) {
    return offsets[i];
  }

  long length(int i) {
    return lengths[i];
  }

  boolean isExclusive(int i) {
    return exclusive[i];
  }

  void locked(long offset, long length, boolean exclusively) {
    int at = 0;
    while (at < count && (offsets[at] != offset || lengths[at] != length)) {
      at++;
    }
    if (at == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * at);
      lengths = Arrays.copyOf(lengths, 2 * at);
      exclusive = Arrays.copyOf(exclusive, 2 * at);
    }
    offsets[at] = offset;
    lengths[at] = length;
    exclusive[at] = exclusively;
    count = Math.max(count, at + 1);
  }

  /** Forgets what lies within a range; its length may be {@link Opens4#TO_THE_END}. */
  void unlocked(long offset, long length) {
    long end = end(offset, length);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      long itsEnd = end(offsets[i], lengths[i]);
      if (offsets[i] >= offset && itsEnd <= end) {
        continue;
      }
      offsets[kept] = offsets[i];
      lengths[kept] = lengths[i];
      exclusive[kept++] = exclusive[i];
    }
    count = kept;
  }

  private static long end(long offset, long length) {
    return length == Opens4.TO_THE_END || offset + length < 0 ? Long.MAX_VALUE : offset + length;
  }
}
