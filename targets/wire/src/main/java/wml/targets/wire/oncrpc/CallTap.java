package wml.targets.wire.oncrpc;

import org.jspecify.annotations.Nullable;
import wml.targets.wire.xdr.XdrReader;

/** Sees all calls of one connection, in the thread that owns it. Must not allocate or wait. */
public interface CallTap {
  /**
   * A call is written; it is sent now or with the next ones.
   *
   * @param arguments valid during this call
   */
  void called(int xid, int program, int version, int procedure, XdrReader arguments);

  /**
   * A call is over; told before its handler is.
   *
   * @param results valid during this call, and without data that has a place of its own; null if
   *     there are none: the call was refused, or its connection lost
   */
  void answered(int xid, @Nullable XdrReader results);
}
