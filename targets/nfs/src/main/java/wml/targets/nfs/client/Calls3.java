package wml.targets.nfs.client;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.target.Counters;
import wml.api.target.IoBuffer;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * The calls of NFS 3 (RFC 1813), one at a time, over one connection. Each returns the server's
 * status, 0 if all went well. A call whose connection is lost is sent again over a new one: names
 * that it had made or removed already are no failure then. Owned by one thread.
 */
final class Calls3 implements Resolver {
  /** Longest message either way: data and what stands around it. */
  static final int RECORD_BYTES = (1 << 20) + (64 << 10);

  static final long TIMEOUT_NANOS = 30_000_000_000L;
  private static final long RECONNECT_PAUSE_NANOS = 50_000_000;
  private static final long JUKEBOX_PAUSE_NANOS = 20_000_000;
  private static final int LIST_BYTES = 64 << 10;

  private final RpcClient rpc;
  private final long patienceNanos;
  private final String server;
  private final int depth;
  private final Counters counters = new Counters();
  private final Answer answer = new Answer();
  private final DataAnswer data;
  private final NameCalls3 names = new NameCalls3(this);
  private boolean sentAgain;

  Calls3(Server3 server) throws IOException {
    this.server = server.nfs().toString();
    depth = server.depth();
    int table = Integer.highestOneBit(depth) << 1; // room for a call that is waited for
    rpc = new RpcClient(server.nfs(), table, RECORD_BYTES, TIMEOUT_NANOS);
    rpc.credential(server.credential());
    patienceNanos = server.patienceNanos();
    data = new DataAnswer();
  }

  /** Those that change names. */
  NameCalls3 names() {
    return names;
  }

  RpcClient rpc() {
    return rpc;
  }

  String peer() {
    return server;
  }

  Counters counters() {
    return counters;
  }

  /** Whether one more call may be under way that nobody waits for yet. */
  boolean mayBegin() {
    return rpc.outstanding() < depth;
  }

  /** Keeps where the results of the call stand: nothing else is received until they are read. */
  private class Answer implements ReplyHandler {
    final XdrReader results = new XdrReader();
    boolean done;
    @Nullable RpcException failure;

    @Override
    public void succeeded(long tag, XdrReader received) throws IOException {
      results.over(received);
      done = true;
      rpc.hold();
    }

    @Override
    public void failed(long tag, RpcException reason) {
      failure = reason;
      done = true;
    }

    Answer expect() {
      done = false;
      failure = null;
      return this;
    }
  }

  /** The answer to a READ: its data goes straight into the caller's memory. */
  private final class DataAnswer extends Answer {
    final ReadAnswer read = new ReadAnswer();

    @Override
    public boolean place(long tag, XdrReader received, wml.targets.wire.oncrpc.Place where)
        throws XdrException {
      return read.place(received, where);
    }
  }

  XdrWriter begin(int procedure) {
    counters.remoteCalls++;
    return rpc.begin(Nfs3.NFS_PROGRAM, Nfs3.NFS_V3, procedure);
  }

  /** A call that is not to be carried out twice begins. */
  void once() {
    sentAgain = false;
  }

  /** Whether the call may have been carried out before its answer was lost. */
  boolean wasSentAgain() {
    return sentAgain;
  }

  /** The same for a call without data. */
  @Nullable XdrReader finish() throws IOException {
    return finish(answer);
  }

  /**
   * Sends the call and waits for its answer.
   *
   * @return null: it is to be written and sent again
   */
  private @Nullable XdrReader finish(Answer to) throws IOException {
    IOException lost;
    try {
      rpc.end(to.expect(), 0);
      while (!to.done) {
        rpc.receive(1, TIMEOUT_NANOS);
      }
      RpcException failure = to.failure;
      if (failure == null) {
        return to.results;
      }
      if (failure.reason() != RpcException.Reason.DISCONNECTED) {
        throw failure;
      }
      lost = failure;
    } catch (XdrException | RpcException e) {
      throw e;
    } catch (IOException e) {
      lost = e;
    }
    reconnect(lost);
    sentAgain = true;
    return null;
  }

  /** Until the server answers, or patience ends. */
  void reconnect(IOException lost) throws IOException {
    long deadline = System.nanoTime() + patienceNanos;
    while (true) {
      try {
        rpc.reconnect();
        return;
      } catch (IOException e) {
        if (System.nanoTime() - deadline > 0) {
          e.addSuppressed(lost);
          throw e;
        }
        LockSupport.parkNanos(this, RECONNECT_PAUSE_NANOS);
      }
    }
  }

  /** Whether the server asks to come back later; waits if so. */
  boolean isLater(int status) {
    if (status != Nfs3.NFS3ERR_JUKEBOX) {
      return false;
    }
    awaitLater();
    return true;
  }

  void awaitLater() {
    LockSupport.parkNanos(this, JUKEBOX_PAUSE_NANOS);
  }

  /** {@code post_op_attr}: whether it was there. */
  static boolean attributes(XdrReader in, FileAttributes into) throws XdrException {
    boolean known = in.getBoolean();
    if (known) {
      into.read(in);
    }
    return known;
  }

  int getAttributes(Handle of, FileAttributes into) throws IOException {
    while (true) {
      of.write(begin(Nfs3.NFSPROC3_GETATTR));
      XdrReader in = finish(answer);
      if (in == null) {
        continue;
      }
      int status = in.getInt();
      if (status == 0) {
        into.read(in);
      }
      if (!isLater(status)) {
        return status;
      }
    }
  }

  int setAttributes(Handle of, AttributeChange change) throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_SETATTR);
      of.write(out);
      change.write(out);
      out.putBoolean(false);
      XdrReader in = finish(answer);
      int status = in == null ? Nfs3.NFS3ERR_JUKEBOX : in.getInt();
      if (in != null && !isLater(status)) {
        return status;
      }
    }
  }

  /** Fills in the attributes as well, asking for them if the answer does not hold them. */
  @Override
  public int lookup(Handle directory, Name name, Handle into, FileAttributes of)
      throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_LOOKUP);
      directory.write(out);
      name.write(out);
      XdrReader in = finish(answer);
      if (in == null) {
        continue;
      }
      int status = in.getInt();
      if (isLater(status)) {
        continue;
      }
      if (status != 0) {
        return status;
      }
      into.read(in, Nfs3.NFS3_FHSIZE);
      return attributes(in, of) ? 0 : getAttributes(into, of);
    }
  }

  /** Of {@code ACCESS3_*}, those that are granted; below 0: a status, negated. */
  int access(Handle of, int wanted) throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_ACCESS);
      of.write(out);
      out.putInt(wanted);
      XdrReader in = finish(answer);
      if (in == null) {
        continue;
      }
      int status = in.getInt();
      if (status == 0) {
        skipAttributes(in);
        return in.getInt();
      }
      if (!isLater(status)) {
        return -status;
      }
    }
  }

  static void skipAttributes(XdrReader in) throws XdrException {
    if (in.getBoolean()) {
      in.skip(FileAttributes.BYTES);
    }
  }

  /** Passes over {@code wcc_data}. */
  static void skipChange(XdrReader in) throws XdrException {
    if (in.getBoolean()) {
      in.skip(24); // size, mtime, ctime
    }
    skipAttributes(in);
  }

  @Override
  public int readLink(Handle link, Name into) throws IOException {
    while (true) {
      link.write(begin(Nfs3.NFSPROC3_READLINK));
      XdrReader in = finish(answer);
      if (in == null) {
        continue;
      }
      int status = in.getInt();
      if (isLater(status)) {
        continue;
      }
      if (status == 0) {
        skipAttributes(in);
        into.read(in, Nfs3.NFS3_PATHLEN);
      }
      return status;
    }
  }

  /** The bytes that a READ brought into the buffer's window, and whether the file ends there. */
  ReadAnswer read(Handle file, IoBuffer into, int length, long offset) throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_READ);
      file.write(out);
      out.putLong(offset).putInt(length);
      data.read.expect(into, into.start(), length);
      XdrReader in = finish(data);
      if (in != null) {
        data.read.take(in);
        if (!isLater(data.read.status())) {
          return data.read;
        }
      }
    }
  }

  /**
   * @param stable of {@code stable_how}
   */
  void write(
      Handle file, IoBuffer from, int at, int length, long offset, int stable, WriteAnswer into)
      throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_WRITE);
      file.write(out);
      out.putLong(offset).putInt(length).putInt(stable);
      out.putOpaque(from.memory(), from.start() + at, length);
      XdrReader in = finish(answer);
      if (in != null) {
        into.take(in);
        if (!isLater(into.status)) {
          return;
        }
      }
    }
  }

  void commit(Handle file, WriteAnswer into) throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_COMMIT);
      file.write(out);
      out.putLong(0).putInt(0);
      XdrReader in = finish(answer);
      if (in != null) {
        into.takeCommit(in);
        if (!isLater(into.status)) {
          return;
        }
      }
    }
  }

  /**
   * Asks for entries behind a cookie.
   *
   * @return status
   */
  int list(Handle directory, long cookie, long verifier, ListAnswer into) throws IOException {
    while (true) {
      XdrWriter out = begin(Nfs3.NFSPROC3_READDIRPLUS);
      directory.write(out);
      out.putLong(cookie).putLong(verifier).putInt(LIST_BYTES).putInt(LIST_BYTES);
      XdrReader in = finish(answer);
      if (in == null) {
        continue;
      }
      int status = in.getInt();
      if (isLater(status)) {
        continue;
      }
      if (status == 0) {
        into.take(in);
      }
      return status;
    }
  }
}
