package wml.targets.wire.oncrpc;

import java.io.IOException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Answers what a server calls over its client's connection. In the thread that owns that. */
@FunctionalInterface
public interface CallHandler {
  /**
   * Carries out a call, which was accepted.
   *
   * @param arguments behind the credential
   * @param results what is written to it is sent
   * @throws IOException if the arguments make no sense: the call is not answered
   */
  void called(int program, int procedure, XdrReader arguments, XdrWriter results)
      throws IOException;
}
