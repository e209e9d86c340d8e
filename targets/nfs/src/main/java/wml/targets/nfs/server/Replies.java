package wml.targets.nfs.server;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.wire.xdr.XdrWriter;

/** What stands in many answers (RFC 1813, section 2.6). */
final class Replies {
  private Replies() {}

  /** {@code post_op_attr}. */
  static void attributes(XdrWriter out, @Nullable FileAttributes known) {
    out.putBoolean(known != null);
    if (known != null) {
      known.write(out);
    }
  }

  /** {@code wcc_data}, without what was before. */
  static void change(XdrWriter out, @Nullable FileAttributes after) {
    out.putBoolean(false);
    attributes(out, after);
  }
}
