package wml.importer.pcap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads NFS calls of versions 3 and 4 (RFC 1813, 8881) out of RPC messages. What follows an
 * operation of a COMPOUND whose length isn't known here can't be reached; of each, those that move
 * data come early.
 */
final class CallReader {
  private static final int PROGRAM = 100_003;
  private static final int MOST_FILES = 2_000_000;
  private static final int MOST_HANDLE = 128;
  private static final int MOST_OPAQUE = 4096;

  private static final List<String> NFS3 =
      List.of(
          "NULL",
          "GETATTR",
          "SETATTR",
          "LOOKUP",
          "ACCESS",
          "READLINK",
          "READ",
          "WRITE",
          "CREATE",
          "MKDIR",
          "SYMLINK",
          "MKNOD",
          "REMOVE",
          "RMDIR",
          "RENAME",
          "LINK",
          "READDIR",
          "READDIRPLUS",
          "FSSTAT",
          "FSINFO",
          "PATHCONF",
          "COMMIT");

  private static final int STATEID_BYTES = 16;
  private static final int SEQUENCE_BYTES = 32;

  private final Map<ByteBuffer, Integer> files = new HashMap<>();

  /** What a message holds of calls; nothing if it is none, or of another program. */
  List<CapturedCall> read(long timeNanos, int connection, ByteBuffer message)
      throws CaptureException {
    List<CapturedCall> out = new ArrayList<>();
    try {
      int xid = message.getInt();
      if (message.getInt() != 0 || message.getInt() != 2 || message.getInt() != PROGRAM) {
        return out;
      }
      int version = message.getInt();
      int procedure = message.getInt();
      skipAuthentication(message);
      skipAuthentication(message);
      Context context = new Context(timeNanos, connection, xid, version, out);
      if (version == 3 && procedure > 0 && procedure < NFS3.size()) {
        three(context, procedure, message);
      } else if (version == 4 && procedure == 1) {
        compound(context, message);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // Its rest isn't in the capture, or makes no sense: what came before it counts.
      return out;
    }
    return out;
  }

  private record Context(
      long timeNanos, int connection, int xid, int version, List<CapturedCall> out) {
    void add(String operation, int file, long offset, long length, boolean stable) {
      out.add(
          new CapturedCall(
              timeNanos, connection, xid, version, operation, file, offset, length, stable));
    }

    void add(String operation, int file) {
      add(operation, file, CapturedCall.NONE, CapturedCall.NONE, false);
    }
  }

  private static void skipAuthentication(ByteBuffer in) {
    in.getInt();
    skipOpaque(in);
  }

  private static void skipOpaque(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > MOST_OPAQUE) {
      throw new IllegalArgumentException("a length of " + length);
    }
    skip(in, length);
  }

  private static void skip(ByteBuffer in, int length) {
    int padded = (length + 3) & ~3;
    if (padded > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + padded);
  }

  private int file(ByteBuffer in) throws CaptureException {
    int length = in.getInt();
    if (length < 0 || length > MOST_HANDLE) {
      throw new IllegalArgumentException("a handle of " + length);
    }
    byte[] bytes = new byte[length];
    int begin = in.position();
    skip(in, length);
    in.get(begin, bytes);
    ByteBuffer key = ByteBuffer.wrap(bytes);
    Integer known = files.get(key);
    if (known == null) {
      if (files.size() == MOST_FILES) {
        throw new CaptureException(
            "the capture has calls on more than %,d files; take a part of it, as editcap does"
                .formatted(MOST_FILES));
      }
      known = files.size() + 1;
      files.put(key, known);
    }
    return known;
  }

  private void three(Context to, int procedure, ByteBuffer in) throws CaptureException {
    String name = NFS3.get(procedure);
    int file = file(in);
    switch (name) {
      case "READ", "COMMIT" -> to.add(name, file, in.getLong(), unsigned(in), false);
      case "WRITE" -> {
        long offset = in.getLong();
        long length = unsigned(in);
        to.add(name, file, offset, length, in.getInt() != 0);
      }
      default -> to.add(name, file);
    }
  }

  private static long unsigned(ByteBuffer in) {
    return in.getInt() & 0xffff_ffffL;
  }

  private void compound(Context to, ByteBuffer in) throws CaptureException {
    skipOpaque(in);
    in.getInt(); // minor version
    int count = in.getInt();
    int file = 0;
    for (int i = 0; i < count; i++) {
      int operation = in.getInt();
      switch (operation) {
        case 53 -> skip(in, SEQUENCE_BYTES);
        case 22 -> file = file(in);
        case 23, 24, 10, 16, 31, 32 -> {} // PUTPUBFH, PUTROOTFH, GETFH, LOOKUPP, RESTOREFH, SAVEFH
        case 17, 37 -> { // NVERIFY, VERIFY
          skip(in, 4 * Math.max(0, Math.min(in.getInt(), 64)));
          skipOpaque(in);
        }
        case 3 -> { // ACCESS
          in.getInt();
          to.add("ACCESS", file);
        }
        case 9 -> { // GETATTR
          skip(in, 4 * Math.max(0, Math.min(in.getInt(), 64)));
          to.add("GETATTR", file);
        }
        case 15 -> { // LOOKUP: the file it finds isn't known from the call
          skipOpaque(in);
          to.add("LOOKUP", file);
          file = 0;
        }
        case 4 -> skip(in, 4 + STATEID_BYTES); // CLOSE
        case 5 -> to.add("COMMIT", file, in.getLong(), unsigned(in), false);
        case 25 -> { // READ
          skip(in, STATEID_BYTES);
          to.add("READ", file, in.getLong(), unsigned(in), false);
        }
        case 28 -> { // REMOVE
          skipOpaque(in);
          to.add("REMOVE", file);
        }
        case 29 -> { // RENAME
          skipOpaque(in);
          skipOpaque(in);
          to.add("RENAME", file);
        }
        case 11 -> { // LINK
          skipOpaque(in);
          to.add("LINK", file);
        }
        case 27 -> to.add("READLINK", file);
        case 38 -> { // WRITE: its data may go beyond what is kept
          skip(in, STATEID_BYTES);
          long offset = in.getLong();
          boolean stable = in.getInt() != 0;
          to.add("WRITE", file, offset, unsigned(in), stable);
          return;
        }
        case 18 -> {
          open(to, file, in);
          return;
        }
        case 6 -> {
          to.add("MKDIR", file);
          return;
        }
        case 26 -> {
          to.add("READDIR", file);
          return;
        }
        case 34 -> {
          to.add("SETATTR", file);
          return;
        }
        default -> {
          return;
        }
      }
    }
  }

  /** An OPEN makes a file, or is no operation of its own: flowops open files by themselves. */
  private static void open(Context to, int directory, ByteBuffer in) {
    skip(in, 12 + 8); // sequence, access, denied, client
    skipOpaque(in);
    if (in.getInt() == 1) {
      to.add("CREATE", directory);
    }
  }
}
