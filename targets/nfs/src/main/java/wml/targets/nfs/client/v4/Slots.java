package wml.targets.nfs.client.v4;

/**
 * The slots of a session (RFC 8881, section 2.10.6): each holds one call at a time, numbered, so
 * that the server knows a call that it has seen. Low ones are used first. Owned by one thread.
 */
final class Slots {
  private static final int NONE = -1;

  private int[] sequences = new int[0];
  private int[] free = new int[0];
  private int freeCount;
  private int era;

  /** All of a new session. */
  void renew(int count) {
    if (count != sequences.length) {
      sequences = new int[count];
      free = new int[count];
    }
    for (int i = 0; i < count; i++) {
      sequences[i] = 1;
      free[i] = count - 1 - i;
    }
    freeCount = count;
    era++;
  }

  /** Changes with each session: a slot that was taken before is none of this one. */
  int era() {
    return era;
  }

  int count() {
    return sequences.length;
  }

  /** A free slot; below 0 if there is none. */
  int take() {
    return freeCount == 0 ? NONE : free[--freeCount];
  }

  /** The same, but leaves one for calls that are waited for. */
  int takeUnlessLast() {
    return freeCount <= 1 ? NONE : take();
  }

  int sequence(int slot) {
    return sequences[slot];
  }

  /** The call in a slot was answered: the next one there is another call. */
  void answered(int slot) {
    sequences[slot]++;
  }

  void release(int slot, int ofEra) {
    if (ofEra == era && slot >= 0) {
      free[freeCount++] = slot;
    }
  }
}
