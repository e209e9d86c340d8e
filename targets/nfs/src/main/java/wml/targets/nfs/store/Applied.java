package wml.targets.nfs.store;

import wml.targets.nfs.linux.Abi;
import wml.targets.nfs.linux.CallState;
import wml.targets.nfs.linux.FileCalls;
import wml.targets.nfs.linux.NameCalls;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.v3.Nfs3;

/** A change of attributes, carried out on an open file. */
final class Applied {
  private static final long NANOS = 1_000_000_000;

  private Applied() {}

  /** The owner before the mode: a new owner takes bits from it. */
  static int to(CallState calls, int fd, int type, AttributeChange how) {
    if (how.size != AttributeChange.KEEP && FileCalls.ftruncate(calls, fd, how.size) < 0) {
      return how.size < 0 ? Nfs3.NFS3ERR_FBIG : Statuses.of(calls);
    }
    if ((how.uid != AttributeChange.KEEP || how.gid != AttributeChange.KEEP)
        && NameCalls.changeOwner(calls, fd, kept(how.uid), kept(how.gid)) < 0) {
      return Statuses.of(calls);
    }
    if (how.mode != AttributeChange.KEEP && type != Nfs3.NF3LNK) {
      boolean open = type == Nfs3.NF3REG || type == Nfs3.NF3DIR;
      int done =
          open
              ? FileCalls.changeMode(calls, fd, (int) how.mode)
              : NameCalls.changeMode(calls, calls.path("/proc/self/fd/" + fd), (int) how.mode);
      if (done < 0) {
        return Statuses.of(calls);
      }
    }
    if (how.accessedNanos == AttributeChange.KEEP && how.modifiedNanos == AttributeChange.KEEP) {
      return 0;
    }
    int done =
        NameCalls.changeTimes(
            calls,
            fd,
            Math.floorDiv(how.accessedNanos, NANOS),
            part(how.accessedNanos),
            Math.floorDiv(how.modifiedNanos, NANOS),
            part(how.modifiedNanos));
    return done < 0 ? Statuses.of(calls) : 0;
  }

  private static int kept(long id) {
    return id == AttributeChange.KEEP ? -1 : (int) id;
  }

  private static long part(long nanos) {
    return nanos == AttributeChange.KEEP
        ? Abi.UTIME_OMIT
        : nanos == AttributeChange.NOW ? Abi.UTIME_NOW : Math.floorMod(nanos, NANOS);
  }
}
