package wml.targets.wire.oncrpc;

import org.jspecify.annotations.Nullable;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * The calls under way on a connection. A transaction's number holds the place of its call in its
 * low bits, and how often that place was used in the others, so that a late answer to an earlier
 * call finds nobody.
 */
final class CallTable {
  /** No place: the message answers no call that is under way. */
  static final int NONE = -1;

  private final @Nullable ReplyHandler[] handlers;
  private final long[] tags;
  private final int[] xids;
  private final int[] free;
  private int freeCount;

  /**
   * @param depth a power of two
   */
  CallTable(int depth) {
    handlers = new ReplyHandler[depth];
    tags = new long[depth];
    xids = new int[depth];
    free = new int[depth];
    int first = (int) System.nanoTime() & ~(depth - 1);
    for (int i = 0; i < depth; i++) {
      xids[i] = first | i;
      free[i] = depth - 1 - i;
    }
    freeCount = depth;
  }

  int depth() {
    return handlers.length;
  }

  int outstanding() {
    return handlers.length - freeCount;
  }

  boolean isFull() {
    return freeCount == 0;
  }

  /** Of the call that is begun next. */
  int nextXid() {
    if (freeCount == 0) {
      throw new IllegalStateException("as many calls are under way as may be");
    }
    return xids[free[freeCount - 1]];
  }

  /** The call with the next number is under way. */
  void begun(ReplyHandler handler, long tag) {
    int slot = free[--freeCount];
    handlers[slot] = handler;
    tags[slot] = tag;
  }

  /** The place of the call that a message answers, whose number is read, or {@link #NONE}. */
  int slotOf(XdrReader message) throws XdrException {
    int xid = message.getInt();
    int slot = xid & (handlers.length - 1);
    return xids[slot] == xid && handlers[slot] != null ? slot : NONE;
  }

  @Nullable ReplyHandler handler(int slot) {
    return slot == NONE ? null : handlers[slot];
  }

  long tag(int slot) {
    return tags[slot];
  }

  int xid(int slot) {
    return xids[slot];
  }

  void release(int slot) {
    handlers[slot] = null;
    xids[slot] += handlers.length;
    free[freeCount++] = slot;
  }

  /** All calls under way fail; their handlers may begin them again. */
  void failAll(RpcException reason, @Nullable CallTap tap) {
    ReplyHandler[] before = handlers.clone();
    long[] tagsBefore = tags.clone();
    for (int slot = 0; slot < before.length; slot++) {
      if (before[slot] != null) {
        if (tap != null) {
          tap.answered(xids[slot], null);
        }
        release(slot);
      }
    }
    for (int slot = 0; slot < before.length; slot++) {
      ReplyHandler handler = before[slot];
      if (handler != null) {
        handler.failed(tagsBefore[slot], reason);
      }
    }
  }
}
