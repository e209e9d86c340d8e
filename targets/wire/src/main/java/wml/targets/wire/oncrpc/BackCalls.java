package wml.targets.wire.oncrpc;

import org.jspecify.annotations.Nullable;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** A caller's connection, over which its server may call back. For any thread. */
public interface BackCalls {
  /**
   * Sends a call. May wait until the caller takes it.
   *
   * @param arguments in XDR
   * @param to told once what became of it
   * @return false if the connection is gone, or too much is under way; then nobody is told
   */
  boolean call(
      int program, int version, int procedure, Credential as, byte[] arguments, Answered to);

  boolean isOpen();

  /** Hears what became of a call, in the connection's thread. */
  @FunctionalInterface
  interface Answered {
    /**
     * @param results valid during the call; null if the call was refused, or the connection ended
     * @throws XdrException if the results make no sense: the connection ends
     */
    void answered(@Nullable XdrReader results) throws XdrException;
  }
}
