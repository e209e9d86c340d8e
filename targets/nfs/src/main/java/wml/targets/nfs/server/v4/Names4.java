package wml.targets.nfs.server.v4;

import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;

/** Which names NFS 4 has (RFC 8881, section 14): UTF-8 without slash and NUL, not "." or "..". */
final class Names4 {
  private Names4() {}

  /** A status; 0: it is one. */
  static int refusal(Name name) {
    if (name.length() == 0 || !isUtf8(name.array(), name.length())) {
      return Nfs4.NFS4ERR_INVAL;
    }
    if (!name.isProper()) {
      return Nfs4.NFS4ERR_BADCHAR;
    }
    return name.isDot() || name.isDotDot() ? Nfs4.NFS4ERR_BADNAME : 0;
  }

  static boolean isUtf8(byte[] bytes, int length) {
    int i = 0;
    while (i < length) {
      int first = bytes[i++];
      if (first >= 0) {
        continue;
      }
      int more = (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : 3;
      if ((first & 0xc0) == 0x80 || (first & 0xf8) > 0xf0 || i + more > length) {
        return false;
      }
      int point = first & 0x3f >> more;
      for (int k = 0; k < more; k++) {
        int next = bytes[i++];
        if ((next & 0xc0) != 0x80) {
          return false;
        }
        point = point << 6 | (next & 0x3f);
      }
      int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
      if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        return false;
      }
    }
    return true;
  }
}
