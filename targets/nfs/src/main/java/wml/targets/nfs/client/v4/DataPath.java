package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.RpcClient;

/**
 * One session's connection to one data server: calls are begun, and go out together. What fails is
 * not sent again, as the metadata server is there for that. Owned by one thread; allocates nothing
 * once warm.
 */
final class DataPath implements AutoCloseable {
  private static final int DEPTH = 256;
  private static final long TIMEOUT_NANOS = 5_000_000_000L;

  private final RpcClient rpc;
  private final @Nullable Calls4 calls;
  private @Nullable Credential caller;
  private int begun;
  private final DataPiece[] underWay = new DataPiece[DEPTH];
  private boolean broken;

  private DataPath(RpcClient rpc, @Nullable Calls4 calls) {
    this.rpc = rpc;
    this.calls = calls;
  }

  static DataPath ofVersion3(InetSocketAddress address) throws IOException {
    return new DataPath(new RpcClient(address, DEPTH, Calls4.RECORD_BYTES, TIMEOUT_NANOS), null);
  }

  static DataPath ofVersion4(Calls4 calls) {
    return new DataPath(calls.rpc(), calls);
  }

  /** Whether it can't be used any more. */
  boolean isBroken() {
    return broken;
  }

  /** Writes a call, whose {@link DataPiece#status} says what came of it after {@link #finish}. */
  @SuppressWarnings("ReferenceEquality") // the same one until the file changes
  void begin(DataPiece piece, StateId open) {
    if (broken) {
      return;
    }
    try {
      if (begun == DEPTH || rpc.isFull()) {
        drain();
      }
      Calls4 four = calls;
      if (four == null) {
        Credential as = piece.column().caller();
        if (as != caller) {
          rpc.credential(as);
          caller = as;
        }
        piece.write3(rpc.begin(Nfs3.NFS_PROGRAM, Nfs3.NFS_V3, piece.procedure3()));
        rpc.end(piece, 0);
      } else {
        int slot = four.slots().take();
        if (slot < 0) {
          drain();
          slot = four.slots().take();
        }
        piece.slot = slot;
        piece.slotEra = four.slots().era();
        four.open();
        four.sequence(slot, false);
        piece.write4(four, open);
        four.end(piece, 0);
      }
      underWay[begun++] = piece;
    } catch (IOException e) {
      broken = true;
    }
  }

  void flush() {
    try {
      if (!broken) {
        rpc.flush();
      }
    } catch (IOException e) {
      broken = true;
    }
  }

  /** Waits for all answers. */
  void finish() {
    try {
      if (!broken) {
        drain();
      }
    } catch (IOException e) {
      broken = true;
    }
    begun = 0;
  }

  private void drain() throws IOException {
    rpc.receiveAll();
    Calls4 four = calls;
    for (int i = 0; i < begun; i++) {
      DataPiece piece = underWay[i];
      if (four != null) {
        four.slots().answered(piece.slot);
        four.slots().release(piece.slot, piece.slotEra);
      }
      broken |= piece.status == DataPiece.DEAD || States.isOfSession(piece.status);
    }
    begun = 0;
  }

  @Override
  public void close() {
    if (calls != null && !broken) {
      calls.close();
    } else {
      rpc.close();
    }
  }
}
