package wml.targets.nfs.protocol;

import java.util.stream.IntStream;
import wml.api.target.CallLog;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * What a trace says of a call: read from its arguments without keeping them. A COMPOUND is named by
 * its first operation that does more than choose a file and look at it, else by its first that
 * looks. Reused by its owner; allocates nothing.
 */
public final class CallFacts {
  private static final String[] NFS3 = {
    "NULL", "GETATTR", "SETATTR", "LOOKUP", "ACCESS", "READLINK", "READ", "WRITE", "CREATE",
    "MKDIR", "SYMLINK", "MKNOD", "REMOVE", "RMDIR", "RENAME", "LINK", "READDIR", "READDIRPLUS",
    "FSSTAT", "FSINFO", "PATHCONF", "COMMIT"
  };

  private static final String[] MOUNT3 = {"NULL", "MNT", "DUMP", "UMNT", "UMNTALL", "EXPORT"};

  /** By number. */
  private static final String[] NFS4 =
      IntStream.rangeClosed(0, Nfs4.OP_REMOVEXATTR)
          .mapToObj(number -> Nfs4.nameOfNfsOpnum4(number).replaceFirst("^OP_", ""))
          .toArray(String[]::new);

  private static final String OTHER = "OTHER";
  private static final int STATEID_BYTES = 16;
  private static final int MOST_TAG = 1024;
  private static final int MOST_BITMAP_WORDS = 8;

  /** {@code SEQUENCE4args}: session, sequence, slot, highest slot, whether to keep the answer. */
  private static final int SEQUENCE_BYTES = 32;

  private final Handle handle = new Handle();
  private String program = OTHER;
  private String operation = OTHER;
  private long offset;
  private long length;
  private boolean hasStatus;

  /** {@code nfs3}, {@code mount3} or {@code nfs4}. */
  public String program() {
    return program;
  }

  /** The name of the procedure, or operation of a COMPOUND. */
  public String operation() {
    return operation;
  }

  /** Of the file or directory; empty if there is none. */
  public Handle handle() {
    return handle;
  }

  /** {@link CallLog#NONE} if there is none. */
  public long offset() {
    return offset;
  }

  /** Bytes asked for, or sent; {@link CallLog#NONE} if there are none. */
  public long length() {
    return length;
  }

  /** Whether the answer begins with a status. */
  public boolean hasStatus() {
    return hasStatus;
  }

  /** Takes a call. What can't be read is left out: only who sent it knows what it should be. */
  public void read(int number, int version, int procedure, XdrReader arguments) {
    handle.length(0);
    offset = CallLog.NONE;
    length = CallLog.NONE;
    operation = OTHER;
    hasStatus = procedure != 0;
    try {
      if (number == Nfs3.NFS_PROGRAM && version == Nfs3.NFS_V3) {
        program = "nfs3";
        operation = name(NFS3, procedure);
        read3(procedure, arguments);
      } else if (number == Nfs3.NFS_PROGRAM) {
        program = "nfs4";
        operation = procedure == 0 ? "NULL" : "COMPOUND";
        if (procedure != 0) {
          readCompound(arguments);
        }
      } else {
        program = number == Nfs3.MOUNT_PROGRAM ? "mount3" : OTHER;
        operation = name(MOUNT3, procedure);
        hasStatus = procedure == Nfs3.MOUNTPROC3_MNT;
      }
    } catch (XdrException e) {
      hasStatus = procedure != 0;
    }
  }

  private static String name(String[] names, int number) {
    return number >= 0 && number < names.length ? names[number] : OTHER;
  }

  private void read3(int procedure, XdrReader in) throws XdrException {
    if (procedure == 0) {
      return;
    }
    handle.read(in, Nfs3.NFS3_FHSIZE);
    switch (procedure) {
      case Nfs3.NFSPROC3_READ, Nfs3.NFSPROC3_WRITE, Nfs3.NFSPROC3_COMMIT -> {
        offset = in.getLong();
        length = in.getInt() & 0xffff_ffffL;
      }
      default -> {}
    }
  }

  private void readCompound(XdrReader in) throws XdrException {
    in.skip(in.opaqueLength(MOST_TAG));
    in.getInt(); // minor version
    int count = in.getInt();
    boolean named = false;
    for (int i = 0; i < count; i++) {
      int number = in.getInt();
      boolean chooses = passOver(number, in);
      boolean looks = !chooses && passOverLook(number, in);
      if (!named && !chooses) {
        operation = name(NFS4, number);
        named = true;
      } else if (!named || !(chooses || looks)) {
        operation = name(NFS4, number);
      }
      if (!chooses && !looks) {
        range4(number, in);
        return;
      }
    }
  }

  /** Whether an operation only chooses a file; its arguments are behind then. */
  private boolean passOver(int number, XdrReader in) throws XdrException {
    switch (number) {
      case Nfs4.OP_SEQUENCE -> in.skip(SEQUENCE_BYTES);
      case Nfs4.OP_PUTFH -> handle.read(in, Nfs4.NFS4_FHSIZE);
      case Nfs4.OP_PUTROOTFH, Nfs4.OP_PUTPUBFH, Nfs4.OP_SAVEFH, Nfs4.OP_RESTOREFH -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether an operation only looks, as many do before what a COMPOUND is for. */
  private static boolean passOverLook(int number, XdrReader in) throws XdrException {
    switch (number) {
      case Nfs4.OP_LOOKUP -> in.skip(in.opaqueLength(Nfs4.NFS4_OPAQUE_LIMIT));
      case Nfs4.OP_GETFH, Nfs4.OP_LOOKUPP -> {}
      case Nfs4.OP_ACCESS -> in.getInt();
      case Nfs4.OP_GETATTR -> in.skip(4 * in.count(MOST_BITMAP_WORDS));
      case Nfs4.OP_VERIFY, Nfs4.OP_NVERIFY -> {
        in.skip(4 * in.count(MOST_BITMAP_WORDS));
        in.skip(in.opaqueLength(MOST_TAG));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void range4(int number, XdrReader in) throws XdrException {
    switch (number) {
      case Nfs4.OP_READ, Nfs4.OP_READ_PLUS -> {
        in.skip(STATEID_BYTES);
        offset = in.getLong();
        length = in.getInt() & 0xffff_ffffL;
      }
      case Nfs4.OP_WRITE -> {
        in.skip(STATEID_BYTES);
        offset = in.getLong();
        in.getInt(); // stable_how4
        length = in.getInt() & 0xffff_ffffL;
      }
      case Nfs4.OP_COMMIT -> {
        offset = in.getLong();
        length = in.getInt() & 0xffff_ffffL;
      }
      case Nfs4.OP_ALLOCATE, Nfs4.OP_DEALLOCATE -> {
        in.skip(STATEID_BYTES);
        offset = in.getLong();
        length = in.getLong();
      }
      default -> {}
    }
  }
}
