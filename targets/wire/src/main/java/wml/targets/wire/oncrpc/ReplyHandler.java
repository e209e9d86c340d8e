package wml.targets.wire.oncrpc;

import java.io.IOException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** Takes the answers to calls; one serves many. Called by the thread that owns the connection. */
public interface ReplyHandler {
  /**
   * The server has carried out a call.
   *
   * @param tag what the call was given
   * @param results valid during this call
   * @throws IOException if they make no sense; the connection stays usable
   */
  void succeeded(long tag, XdrReader results) throws IOException;

  /** There will be no results. */
  void failed(long tag, RpcException reason);

  /**
   * Says where the data of a long answer goes, of which only the begin has come. If it does, what
   * {@link #succeeded} reads ends where the data would begin.
   *
   * @param results what has come of them; left where the data begins
   * @param place takes memory for all of the data
   * @return false if the data needs no place of its own, or more must come first
   */
  default boolean place(long tag, XdrReader results, Place place) throws XdrException {
    return false;
  }
}
