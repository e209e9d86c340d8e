package wml.targets.nfs.server.v4;

import java.io.IOException;

/** An operation of a COMPOUND. */
@FunctionalInterface
interface Operation {
  /**
   * Reads its arguments and writes what stands behind its status.
   *
   * @return its status; unless it is 0, what was written is taken back (but see {@link
   *     Compound#keepBody})
   * @throws wml.targets.wire.xdr.XdrException if the arguments make no sense: BADXDR
   */
  int run(Compound c) throws IOException;
}
