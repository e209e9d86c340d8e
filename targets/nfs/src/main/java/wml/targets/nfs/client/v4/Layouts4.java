package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.pnfs.DeviceError4;
import wml.targets.nfs.protocol.pnfs.FfIoerr4;
import wml.targets.nfs.protocol.pnfs.FfLayoutreturn4;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * The layouts that a client has (RFC 8881, section 12.5): one per file, for all of its opens. For
 * any thread; the calls are made over the connection of whoever needs them.
 */
final class Layouts4 implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 10;
  private static final long TO_THE_END = -1;
  private static final long REPORT_NANOS = 10_000_000_000L;
  private static final long REPORT_PAUSE_NANOS = 50_000_000;

  private final Map<LayoutKey, SharedLayout> layouts = new HashMap<>();
  private final LayoutKey probe = new LayoutKey();
  private final Deque<SharedLayout> toReturn = new ArrayDeque<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final LayoutParts parts;
  private final int type;

  /**
   * @param type of layouts that the server hands out
   */
  Layouts4(Server4 server, int type) {
    this.type = type;
    parts = new LayoutParts(server);
  }

  /** With the monitor held. */
  private @Nullable SharedLayout find(Handle handle) {
    return layouts.isEmpty() ? null : layouts.get(probe.set(handle));
  }

  /** The file's layout, for one more open; null if the server gives none now. */
  @Nullable SharedLayout acquire(File4 file, Calls4 calls) throws IOException {
    boolean writes = file.mode().writes();
    synchronized (this) {
      SharedLayout there = find(file.handle());
      if (there != null && there.isRecalled()) {
        return null;
      }
      if (there != null && (there.writes() || !writes)) {
        there.opens++;
        return there;
      }
    }
    underWay.incrementAndGet();
    try {
      return get(file, writes, calls);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private @Nullable SharedLayout get(File4 file, boolean writes, Calls4 calls) throws IOException {
    do {
      XdrWriter out = calls.begin(true).at(file.handle()).op(Nfs4.OP_LAYOUTGET);
      out.putBoolean(false).putInt(type);
      out.putInt(writes ? Nfs4.LAYOUTIOMODE4_RW : Nfs4.LAYOUTIOMODE4_READ);
      out.putLong(0).putLong(TO_THE_END).putLong(0);
      file.stateid().write(out);
      out.putInt(MOST_BYTES);
      calls.askAttributes();
    } while (!calls.finish());
    if (calls.status() != 0) {
      return null;
    }
    calls.next(Nfs4.OP_PUTFH);
    XdrReader in = calls.next(Nfs4.OP_LAYOUTGET);
    in.getBoolean(); // whether to return it on close: that is done anyway
    StateId stateid = new StateId().read(in);
    byte @Nullable [] body = body(in);
    FileAttributes attributes = new FileAttributes();
    new Asked().read(calls.next(Nfs4.OP_GETATTR), attributes);
    synchronized (this) {
      SharedLayout there = find(file.handle());
      if (there != null && there.stateid.isSameState(stateid)) {
        there.stateid.set(stateid);
        if (there.writes() || !writes) {
          there.opens++;
          there.found(attributes.size);
          return there.isRecalled() ? null : there;
        }
      }
      SharedLayout made = body == null ? null : read(file, stateid, body, writes, calls);
      if (made != null) {
        made.found(attributes.size);
        made.opens = 1;
        if (there != null) {
          there.recall(); // it was for reading: its users come to this one
        }
        layouts.put(made.key(), made);
      }
      return made;
    }
  }

  /** The body of the first of the layouts; null if it is not of the whole file. */
  private byte @Nullable [] body(XdrReader in) throws XdrException {
    int count = in.count(64);
    byte[] out = null;
    for (int i = 0; i < count; i++) {
      long offset = in.getLong();
      long length = in.getLong();
      boolean whole = offset == 0 && length == TO_THE_END;
      in.getInt();
      int its = in.getInt();
      byte[] body = in.opaque(MOST_BYTES);
      if (i == 0 && whole && its == type) {
        out = body;
      }
    }
    return out;
  }

  private @Nullable SharedLayout read(
      File4 file, StateId stateid, byte[] body, boolean writes, Calls4 calls) throws IOException {
    XdrWriter bytes = new XdrWriter(Math.max(4, body.length), MOST_BYTES);
    bytes.putFixed(body);
    try {
      XdrReader in = new XdrReader().over(bytes.flip(), 0, body.length);
      LayoutParts.Parts its = parts.read(type, in, file.handle(), calls);
      return new SharedLayout(
          file.handle(),
          stateid,
          (int) Math.min(Integer.MAX_VALUE, its.unitBytes()),
          its.mirrors().toArray(new DataColumn[0][]),
          writes,
          its.commitsThroughMetadata(),
          0);
    } catch (XdrException e) {
      return null; // what can't be used is as if there were none: the server does it
    }
  }

  /** An open of the file ends. The last one gives the layout back. */
  void release(SharedLayout layout, Calls4 calls) throws IOException {
    boolean last;
    synchronized (this) {
      layout.opens--;
      last = layout.opens <= 0 && layouts.get(layout.key()) == layout;
    }
    if (last && layout.recall()) {
      giveBack(layout, calls);
    } else {
      commit(layout, calls);
    }
  }

  /** LAYOUTCOMMIT, if something was written that the server does not know of. */
  void commit(SharedLayout layout, Calls4 calls) throws IOException {
    long end = layout.end();
    synchronized (this) {
      if (end <= layout.committedEnd || layouts.get(layout.key()) != layout) {
        return;
      }
    }
    do {
      writeCommit(layout, end, calls.begin(true).at(layout.handle()));
    } while (!calls.finish());
    if (calls.status() == 0) {
      synchronized (this) {
        layout.committedEnd = Math.max(layout.committedEnd, end);
      }
    }
  }

  private void writeCommit(SharedLayout layout, long end, Calls4 calls) {
    XdrWriter out = calls.op(Nfs4.OP_LAYOUTCOMMIT);
    out.putLong(0).putLong(TO_THE_END).putBoolean(false);
    layout.stateid.write(out);
    out.putBoolean(true).putLong(end - 1).putBoolean(false).putInt(type).putInt(0);
  }

  /** LAYOUTCOMMIT and LAYOUTRETURN: nobody uses the layout any more. */
  void giveBack(SharedLayout layout, Calls4 calls) throws IOException {
    synchronized (this) {
      if (layouts.get(layout.key()) != layout) {
        return; // another one has taken its place
      }
    }
    long end = layout.end();
    do {
      calls.begin(true).at(layout.handle());
      if (end > layout.committedEnd) {
        writeCommit(layout, end, calls);
      }
      writeReturn(layout, 0, TO_THE_END, List.of(), calls);
    } while (!calls.finish());
    synchronized (this) {
      layout.committedEnd = end;
      layouts.remove(layout.key(), layout);
    }
  }

  /** Tells of devices that have failed; nobody who uses the layout may be about to end it. */
  void report(SharedLayout layout, List<Opaque> failed, Calls4 calls) throws IOException {
    if (failed.isEmpty() || type != Nfs4.LAYOUT4_FLEX_FILES) {
      return; // of files, the server does it all itself
    }
    // A part of the layout is given back, of no bytes: the layout stays, and 4.1 has no other way.
    do {
      writeReturn(layout, 0, 1, failed, calls.begin(true).at(layout.handle()));
    } while (!calls.finish());
    if (calls.status() == 0) {
      calls.next(Nfs4.OP_PUTFH);
      XdrReader in = calls.next(Nfs4.OP_LAYOUTRETURN);
      synchronized (this) {
        if (in.getBoolean()) {
          layout.stateid.read(in);
        }
      }
    }
  }

  /**
   * Tells of devices that have failed, also if the layout was given back meanwhile.
   *
   * @return whether the server knows it now
   */
  boolean reportAnew(File4 file, List<Opaque> failed, Calls4 calls) throws IOException {
    if (type != Nfs4.LAYOUT4_FLEX_FILES) {
      return false;
    }
    long deadline = System.nanoTime() + REPORT_NANOS;
    while (System.nanoTime() - deadline < 0) {
      SharedLayout layout = acquire(file, calls);
      if (layout != null && layout.writes()) {
        report(layout, failed, calls);
        boolean known = calls.status() == 0;
        if (layout.recall()) {
          giveBack(layout, calls);
        }
        return known;
      }
      LockSupport.parkNanos(this, REPORT_PAUSE_NANOS);
    }
    return false;
  }

  private void writeReturn(
      SharedLayout layout, long offset, long length, List<Opaque> failed, Calls4 at) {
    XdrWriter out = at.op(Nfs4.OP_LAYOUTRETURN);
    out.putBoolean(false).putInt(type).putInt(Nfs4.LAYOUTIOMODE4_ANY);
    out.putInt(Nfs4.LAYOUTRETURN4_FILE).putLong(offset).putLong(length);
    layout.stateid.write(out);
    writeErrors(out, failed);
  }

  private void writeErrors(XdrWriter out, List<Opaque> failed) {
    int length = out.position();
    out.putInt(0);
    if (type == Nfs4.LAYOUT4_FLEX_FILES) {
      Opaque none = Opaque.of(new byte[StateId.BYTES]);
      List<DeviceError4> errors =
          failed.stream().map(d -> new DeviceError4(d, Nfs4.NFS4ERR_NXIO, Nfs4.OP_WRITE)).toList();
      List<FfIoerr4> reports =
          errors.isEmpty() ? List.of() : List.of(new FfIoerr4(0, TO_THE_END, none, errors));
      new FfLayoutreturn4(reports).write(out);
      out.putInt(0); // no figures
    }
    out.putIntAt(length, out.position() - length - 4);
  }

  /** How far this client has written a file; 0: it has no layout of it. */
  long end(Handle handle) {
    synchronized (this) {
      SharedLayout there = find(handle);
      return there == null ? 0 : there.end();
    }
  }

  /** Before the server changes a file: its layout, if this client has one, is given back. */
  void giveUp(Handle handle, Calls4 calls) throws IOException {
    SharedLayout there;
    synchronized (this) {
      there = find(handle);
    }
    if (there != null && there.recall()) {
      giveBack(there, calls);
    }
  }

  /**
   * CB_LAYOUTRECALL of a file; {@link #returnRecalled} is to follow.
   *
   * @return status of the answer
   */
  int recalled(Handle handle) {
    synchronized (this) {
      SharedLayout there = find(handle);
      if (there == null) {
        return underWay.get() > 0 ? Nfs4.NFS4ERR_DELAY : Nfs4.NFS4ERR_NOMATCHING_LAYOUT;
      }
      if (there.recall()) {
        toReturn.add(there);
      }
      return 0;
    }
  }

  /** CB_LAYOUTRECALL of all files. */
  int allRecalled() {
    synchronized (this) {
      for (SharedLayout each : layouts.values()) {
        if (each.recall()) {
          toReturn.add(each);
        }
      }
      return layouts.isEmpty() ? Nfs4.NFS4ERR_NOMATCHING_LAYOUT : 0;
    }
  }

  /** Gives back what was recalled and nobody used. */
  void returnRecalled(Calls4 calls) throws IOException {
    while (true) {
      SharedLayout next;
      synchronized (this) {
        next = toReturn.poll();
      }
      if (next == null) {
        return;
      }
      giveBack(next, calls);
    }
  }

  /** The server has started anew: what it gave before is worth nothing. */
  synchronized void forgetAll() {
    layouts.values().forEach(SharedLayout::recall);
    layouts.clear();
    toReturn.clear();
  }

  @Override
  public void close() {
    parts.close();
  }
}
