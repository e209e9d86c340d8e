package wml.targets.wire.oncrpc;

import java.util.List;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Who calls. */
public sealed interface Credential {
  /** AUTH_NONE: nobody in particular. */
  record None() implements Credential {}

  /**
   * AUTH_SYS (RFC 5531, appendix A): a user of a machine, as that machine says.
   *
   * @param stamp any number
   * @param groups besides {@code gid}; at most 16
   */
  record Sys(int stamp, String machine, int uid, int gid, List<Integer> groups)
      implements Credential {
    private static final int MOST_MACHINE = 255;
    private static final int MOST_GROUPS = 16;

    public Sys {
      groups = List.copyOf(groups);
      if (groups.size() > MOST_GROUPS) {
        throw new IllegalArgumentException(
            "%d groups; AUTH_SYS has room for %d".formatted(groups.size(), MOST_GROUPS));
      }
    }

    private void body(XdrWriter out) {
      out.putInt(stamp).putString(machine).putInt(uid).putInt(gid).putInt(groups.size());
      groups.forEach(out::putInt);
    }

    private static Sys read(XdrReader in) throws XdrException {
      int stamp = in.getInt();
      String machine = in.string(MOST_MACHINE);
      int uid = in.getInt();
      int gid = in.getInt();
      Integer[] groups = new Integer[in.count(MOST_GROUPS)];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = in.getInt();
      }
      return new Sys(stamp, machine, uid, gid, List.of(groups));
    }
  }

  /** Credential and an empty verifier, as they stand in every call. Allocates. */
  default byte[] encoded() {
    XdrWriter out = new XdrWriter(512, 512);
    switch (this) {
      case None none -> out.putInt(Rpc.AUTH_NONE).putInt(0);
      case Sys sys -> {
        out.putInt(Rpc.AUTH_SYS);
        int length = out.position();
        out.putInt(0);
        sys.body(out);
        out.putIntAt(length, out.position() - length - 4);
      }
    }
    out.putInt(Rpc.AUTH_NONE).putInt(0);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads a credential and passes over the verifier.
   *
   * @return null for a kind that is not known here
   */
  static @org.jspecify.annotations.Nullable Credential read(XdrReader in) throws XdrException {
    int flavor = in.getInt();
    int length = in.opaqueLength(Rpc.MOST_AUTH_BYTES);
    int end = in.position() + XdrWriter.padded(length);
    Credential out =
        switch (flavor) {
          case Rpc.AUTH_NONE -> new None();
          case Rpc.AUTH_SYS -> Sys.read(in);
          default -> null;
        };
    if (in.position() > end) {
      throw new XdrException("a credential is longer than it says");
    }
    in.position(end);
    in.getInt();
    in.skip(in.opaqueLength(Rpc.MOST_AUTH_BYTES));
    return out;
  }
}
