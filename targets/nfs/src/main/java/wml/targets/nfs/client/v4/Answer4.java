package wml.targets.nfs.client.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcClient;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrReader;

/** Keeps where the results of a call stand: nothing else is received until they are read. */
class Answer4 implements ReplyHandler {
  private final RpcClient rpc;
  final XdrReader results = new XdrReader();
  boolean done;
  @Nullable RpcException failure;

  Answer4(RpcClient rpc) {
    this.rpc = rpc;
  }

  Answer4 expect() {
    done = false;
    failure = null;
    return this;
  }

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
}
