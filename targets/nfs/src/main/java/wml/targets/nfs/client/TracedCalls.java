package wml.targets.nfs.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wml.api.target.CallLog;
import wml.api.target.CallTrace;
import wml.targets.nfs.protocol.CallFacts;
import wml.targets.wire.oncrpc.CallTap;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** Tells a trace the calls of one connection: what was called, on what, and how it ended. */
public final class TracedCalls implements CallTap {
  private final CallLog log;
  private final CallFacts[] calls;
  private final long[] beginNanos;

  private TracedCalls(CallLog log, int depth) {
    this.log = log;
    calls = new CallFacts[depth];
    Arrays.setAll(calls, slot -> new CallFacts());
    beginNanos = new long[depth];
  }

  /**
   * The connection's calls are told from now on.
   *
   * @param trace nothing happens without one
   */
  public static void on(RpcClient rpc, @Nullable CallTrace trace) {
    if (trace != null) {
      rpc.tap(new TracedCalls(trace.connection(), rpc.depth()));
    }
  }

  /** A transaction's number holds the place of its call in its low bits. */
  private int slot(int xid) {
    return xid & (calls.length - 1);
  }

  @Override
  public void called(int xid, int program, int version, int procedure, XdrReader arguments) {
    int slot = slot(xid);
    calls[slot].read(program, version, procedure, arguments);
    beginNanos[slot] = System.nanoTime();
  }

  @Override
  public void answered(int xid, @Nullable XdrReader results) {
    long now = System.nanoTime();
    int slot = slot(xid);
    CallFacts of = calls[slot];
    log.call(
        beginNanos[slot],
        now,
        xid,
        of.program(),
        of.operation(),
        of.handle().array(),
        of.handle().length(),
        of.offset(),
        of.length(),
        status(of, results));
  }

  private static int status(CallFacts of, @Nullable XdrReader results) {
    if (results == null) {
      return CallLog.LOST;
    }
    try {
      return of.hasStatus() ? results.getInt() : 0;
    } catch (XdrException e) {
      return CallLog.LOST; // its handler says why
    }
  }
}
