package wml.targets.wire.oncrpc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.targets.wire.socket.TcpSocket;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** What the server calls its client for on the client's own connection, and the answers. */
final class CalledBack {
  private static final int FIRST_BYTES = 1 << 10;
  private static final int MOST_BYTES = 64 << 10;

  private final XdrWriter answers = new XdrWriter(FIRST_BYTES, MOST_BYTES);
  private RpcClient.@Nullable Callee callee;

  void callee(RpcClient.Callee to) {
    callee = to;
  }

  /** Whether answers wait to be sent. */
  boolean hasAnswered() {
    return answers.position() > 0;
  }

  /** Carries a message out if it is a call that is heard; false if it is none. */
  boolean take(XdrReader message) throws IOException {
    RpcClient.Callee to = callee;
    if (to == null || !isCall(message)) {
      return false;
    }
    int begin = answers.position();
    answers.putInt(0).putInt(message.getInt()).putInt(Rpc.REPLY).putInt(Rpc.MSG_ACCEPTED);
    answers.putInt(Rpc.AUTH_NONE).putInt(0).putInt(0);
    message.skip(16); // CALL, version of RPC, program and its version
    int procedure = message.getInt();
    Credential.read(message);
    to.called(procedure, message, answers);
    int length = answers.position() - begin - 4;
    answers.putIntAt(begin, Rpc.LAST_FRAGMENT | length);
    return true;
  }

  private static boolean isCall(XdrReader message) {
    int type = message.position() + 4;
    return message.remaining() >= 8 && message.buffer().getInt(type) == Rpc.CALL;
  }

  void send(TcpSocket socket) throws IOException {
    int bytes = answers.position();
    if (bytes > 0) {
      answers.clear();
      socket.send(answers.memory(), 0, bytes);
    }
  }

  void clear() {
    answers.clear();
  }
}
