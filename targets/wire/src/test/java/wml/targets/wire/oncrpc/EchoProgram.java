package wml.targets.wire.oncrpc;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Answers with what it was sent, or with as many bytes as it was asked for. */
final class EchoProgram implements RpcProgram, RpcProgram.Conversation {
  static final int NUMBER = 0x2000_0001;
  static final int ECHO = 1;
  static final int FILL = 2;
  static final int WHO = 3;
  static final int FAIL = 4;
  static final int MOST = 1 << 20;

  final CountDownLatch gone = new CountDownLatch(1);

  @Override
  public int number() {
    return NUMBER;
  }

  @Override
  public int lowestVersion() {
    return 2;
  }

  @Override
  public int highestVersion() {
    return 3;
  }

  @Override
  public Rpc.AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results)
      throws IOException {
    switch (call.procedure()) {
      case ECHO -> results.putOpaque(arguments.opaque(MOST));
      case FILL -> {
        int length = arguments.count(MOST);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) (i * 31 + length);
        }
        results.putOpaque(bytes);
      }
      case WHO -> results.putString(String.valueOf(call.credential()));
      case FAIL -> {
        results.putInt(1);
        throw new IOException("as it should");
      }
      default -> {
        return Rpc.AcceptStatus.PROC_UNAVAIL;
      }
    }
    return Rpc.AcceptStatus.SUCCESS;
  }

  @Override
  public RpcProgram.Conversation converse() {
    return this;
  }

  @Override
  public void close() {
    gone.countDown();
  }
}
