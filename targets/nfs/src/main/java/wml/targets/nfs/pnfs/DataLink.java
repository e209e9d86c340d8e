package wml.targets.nfs.pnfs;

import java.io.IOException;
import java.util.List;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * A connection to one data server, with the directory there that holds the data files. Calls are
 * sent together and answered together. Used by one thread at a time; as it sleeps in system calls,
 * that is no virtual one.
 */
final class DataLink implements AutoCloseable {
  private static final int DEPTH = 64;
  private static final int RECORD_BYTES = (1 << 20) + (64 << 10);
  private static final String DIRECTORY = "data";

  private final RpcClient rpc;
  private final Handle directory = new Handle();

  private DataLink(RpcClient rpc) {
    this.rpc = rpc;
  }

  /** Connects, and makes the directory if there is none. */
  static DataLink connect(DataServer server, long timeoutNanos) throws IOException {
    RpcClient rpc = new RpcClient(server.address(), DEPTH, RECORD_BYTES, timeoutNanos);
    DataLink link = new DataLink(rpc);
    try {
      rpc.credential(new Credential.Sys(0, "wml-mds", 0, 0, List.of()));
      link.mount(server.export());
      return link;
    } catch (IOException e) {
      rpc.close();
      throw e;
    }
  }

  private void mount(String export) throws IOException {
    rpc.begin(Nfs3.MOUNT_PROGRAM, Nfs3.MOUNT_V3, Nfs3.MOUNTPROC3_MNT).putString(export);
    XdrReader in = call();
    check(in.getInt(), "mount " + export);
    Handle root = new Handle().read(in, Nfs3.NFS3_FHSIZE);
    Name name = new Name().set(DIRECTORY);
    int status = look(root, name);
    if (status == Nfs3.NFS3ERR_NOENT) {
      AttributeChange first = new AttributeChange();
      first.mode = 0711; // clients come by handle, and see no names
      XdrWriter out = begin(Nfs3.NFSPROC3_MKDIR);
      root.write(out);
      name.write(out);
      first.write(out);
      status = call().getInt();
      if (status == 0 || status == Nfs3.NFS3ERR_EXIST) {
        status = look(root, name);
      }
    }
    check(status, "find the directory of data files");
  }

  private int look(Handle root, Name name) throws IOException {
    XdrWriter out = begin(Nfs3.NFSPROC3_LOOKUP);
    root.write(out);
    name.write(out);
    XdrReader in = call();
    int status = in.getInt();
    if (status == 0) {
      directory.read(in, Nfs3.NFS3_FHSIZE);
    }
    return status;
  }

  private void check(int status, String what) throws IOException {
    if (status != 0) {
      throw new IOException("%s at a data server: status %d".formatted(what, status));
    }
  }

  private XdrWriter begin(int procedure) {
    return rpc.begin(Nfs3.NFS_PROGRAM, Nfs3.NFS_V3, procedure);
  }

  /** The call that was begun and written. */
  private XdrReader call() throws IOException {
    XdrReader results = new XdrReader();
    rpc.end(new Answer(in -> results.over(in)), 0);
    rpc.receiveAll();
    if (results.remaining() == 0) {
      throw new IOException("a data server refuses a call");
    }
    return results;
  }

  /** Sends a call; its status changes when {@link #finish} has its answer. */
  void begin(DataCall call) throws IOException {
    if (rpc.isFull()) {
      rpc.receive(1, Long.MAX_VALUE);
    }
    call.arguments(begin(call.procedure), directory);
    rpc.end(
        new Answer(
            in -> {
              call.status = in.getInt();
              if (call.status == 0) {
                call.results(in);
              }
            }),
        0);
  }

  void flush() throws IOException {
    rpc.flush();
  }

  /** Waits for all answers. */
  void finish() throws IOException {
    rpc.receiveAll();
  }

  @Override
  public void close() {
    rpc.close();
  }

  /** Reads what an answer holds. */
  @FunctionalInterface
  private interface Results {
    void read(XdrReader in) throws XdrException;
  }

  private record Answer(Results into) implements ReplyHandler {
    @Override
    public void succeeded(long tag, XdrReader results) throws IOException {
      into.read(results);
    }

    @Override
    public void failed(long tag, RpcException reason) {
      // The call keeps its status: not answered.
    }
  }
}
