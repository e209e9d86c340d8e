package wml.targets.nfs.server;

import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/** Whether a name can be looked for in a directory. */
final class Names {
  private Names() {}

  /** A status; 0: it can. */
  static int refusal(Name name, FileAttributes directory) {
    if (directory.type != Nfs3.NF3DIR) {
      return Nfs3.NFS3ERR_NOTDIR;
    }
    if (name.length() > Name.MOST_BYTES) {
      return Nfs3.NFS3ERR_NAMETOOLONG;
    }
    return name.isProper() ? 0 : Nfs3.NFS3ERR_ACCES;
  }
}
