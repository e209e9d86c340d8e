package wml.targets.nfs.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wml.api.random.RandomStream;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.xdr.XdrWriter;

/**
 * Records as a hostile caller sends them: proper calls of all procedures, and what becomes of them
 * when bytes, lengths, numbers and fragments are wrong. The same for the same seed.
 */
final class CallGenerator {
  private static final int MOST_BYTES = 1 << 20;
  private static final int[] ODD = {
    0, 1, -1, 2, 3, 255, 256, 4095, 4096, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20
  };
  private static final String[] NAMES = {
    "f",
    "d",
    "l",
    "a",
    "b",
    ".",
    "..",
    "",
    "../secret",
    "/",
    "x/y",
    "n".repeat(255),
    "n".repeat(256)
  };

  private final RandomStream random;
  private final List<Handle> handles = new ArrayList<>();
  private final XdrWriter out = new XdrWriter(4096, 4 * MOST_BYTES);
  private final AttributeChange change = new AttributeChange();
  private int xid;

  /** Bytes of the call before its arguments. */
  private int head;

  /** Makes a file, a directory and a link that calls go to. */
  CallGenerator(long seed, FileStore store) {
    random = new RandomStream(seed);
    Handle root = new Handle();
    store.root(root);
    handles.add(root);
    AttributeChange first = new AttributeChange();
    first.mode = 0777;
    FileAttributes of = new FileAttributes();
    Handle made = new Handle();
    store.create(root, new Name().set("f"), false, first, made, of);
    handles.add(new Handle().set(made));
    store.makeDirectory(root, new Name().set("d"), first, made, of);
    store.lookup(root, new Name().set("d"), made, of);
    handles.add(new Handle().set(made));
    store.symbolicLink(root, new Name().set("l"), new Name().set("../secret"), first, made, of);
    store.lookup(root, new Name().set("l"), made, of);
    handles.add(new Handle().set(made));
  }

  /** A proper call that reads from the start of a file. */
  byte[] read(Handle file, int length) {
    out.clear();
    out.putInt(++xid).putInt(0).putInt(2).putInt(Nfs3.NFS_PROGRAM).putInt(Nfs3.NFS_V3);
    out.putInt(Nfs3.NFSPROC3_READ).putFixed(new Credential.Sys(0, "m", 0, 0, List.of()).encoded());
    file.write(out);
    out.putLong(0).putInt(length);
    byte[] body = new byte[out.position()];
    out.flip().get(body);
    return marked(body, -1);
  }

  private int below(int bound) {
    return (int) random.nextLong(bound);
  }

  private boolean one(int in) {
    return below(in) == 0;
  }

  /** A record that holds a call of somebody, with arguments that need not make sense. */
  byte[] call() {
    byte[] body = proper();
    if (one(3)) {
      return marked(body, -1);
    }
    for (int i = below(4); i >= 0; i--) {
      spoil(body, head);
    }
    return switch (below(8)) {
      case 0 -> marked(Arrays.copyOf(body, head + below(body.length - head + 1)), -1);
      case 1 -> marked(Arrays.copyOf(body, body.length + 4 * below(64)), -1);
      case 2, 3 -> fragments(body, true);
      default -> marked(body, -1);
    };
  }

  /** What need not be a record at all: most servers end the connection. */
  byte[] noise() {
    if (one(4)) {
      byte[] bytes = new byte[1 + below(200)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextLong();
      }
      return one(2) ? bytes : marked(bytes, -1);
    }
    byte[] body = proper();
    spoil(body, 0);
    return switch (below(5)) {
      case 0 -> marked(Arrays.copyOf(body, below(body.length + 1)), -1);
      case 1 -> marked(body, below(2 * body.length + 1));
      case 2 -> marked(body, one(2) ? Integer.MAX_VALUE : (1 << 20) + below(1 << 20));
      case 3 -> fragments(body, false);
      default -> marked(body, -1);
    };
  }

  private byte[] proper() {
    out.clear();
    begin();
    byte[] body = new byte[out.position()];
    out.flip().get(body);
    return body;
  }

  private static byte[] marked(byte[] body, int length) {
    int said = length < 0 ? body.length : length;
    return ByteBuffer.allocate(4 + body.length).putInt(0x8000_0000 | said).put(body).array();
  }

  /**
   * In parts.
   *
   * @param whole else some are empty, and the last may never come
   */
  private byte[] fragments(byte[] body, boolean whole) {
    ByteBuffer all = ByteBuffer.allocate(body.length + 4 * 1000);
    int at = 0;
    while (at < body.length && all.remaining() > body.length - at + 8) {
      boolean empty = !whole && one(20);
      int part = empty ? 0 : Math.min(body.length - at, 16 + below(1 + body.length / 3));
      boolean last = at + part == body.length && (whole || !one(3));
      all.putInt((last ? 0x8000_0000 : 0) | part).put(body, at, part);
      at += part;
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  private void spoil(byte[] body, int from) {
    if (body.length < from + 4) {
      return;
    }
    int at = from + below((body.length - from) / 4) * 4;
    if (one(2)) {
      ByteBuffer.wrap(body).putInt(at, one(4) ? (int) random.nextLong() : ODD[below(ODD.length)]);
    } else {
      body[from + below(body.length - from)] ^= (byte) (1 << below(8));
    }
  }

  private void begin() {
    boolean mount = one(10);
    boolean four = !mount && one(8);
    int procedure = four ? below(3) : mount ? below(7) : below(23);
    int odd = one(50) ? ODD[below(ODD.length)] : 0;
    out.putInt(++xid).putInt(0).putInt(odd == 1 ? 3 : 2);
    out.putInt((mount ? Nfs3.MOUNT_PROGRAM : Nfs3.NFS_PROGRAM) + (odd == 2 ? 1 : 0));
    out.putInt(odd == 3 ? 9 : four ? 4 : 3).putInt(procedure);
    Credential caller =
        one(5)
            ? new Credential.None()
            : new Credential.Sys(0, "m", one(2) ? 0 : 1000, 0, List.of(1, 2));
    out.putFixed(caller.encoded());
    head = out.position();
    if (mount) {
      out.putString(one(2) ? "/" : NAMES[below(NAMES.length)]);
    } else if (four) {
      compound();
    } else {
      arguments(procedure);
    }
  }

  private void handle() {
    handles.get(below(handles.size())).write(out);
  }

  private void place() {
    handle();
    out.putString(NAMES[below(NAMES.length)]);
  }

  private long offset() {
    return one(10) ? random.nextLong() : below(1 << 22);
  }

  private void changes() {
    change.clear();
    if (one(2)) {
      change.mode = below(010000);
      change.uid = below(2000);
    }
    if (one(3)) {
      change.size = offset();
    }
    change.modifiedNanos = one(2) ? AttributeChange.NOW : AttributeChange.KEEP;
    change.write(out);
  }

  private void arguments(int procedure) {
    switch (procedure) {
      case Nfs3.NFSPROC3_NULL -> {}
      case Nfs3.NFSPROC3_SETATTR -> {
        handle();
        changes();
        out.putBoolean(one(4));
        out.putLong(random.nextLong());
      }
      case Nfs3.NFSPROC3_LOOKUP, Nfs3.NFSPROC3_REMOVE, Nfs3.NFSPROC3_RMDIR -> place();
      case Nfs3.NFSPROC3_ACCESS -> {
        handle();
        out.putInt(63);
      }
      case Nfs3.NFSPROC3_READ -> {
        handle();
        out.putLong(offset()).putInt(below(1 << 16));
      }
      case Nfs3.NFSPROC3_WRITE -> write();
      case Nfs3.NFSPROC3_CREATE -> {
        place();
        int how = below(3);
        out.putInt(how);
        if (how == Nfs3.EXCLUSIVE) {
          out.putLong(random.nextLong());
        } else {
          changes();
        }
      }
      case Nfs3.NFSPROC3_MKDIR -> {
        place();
        changes();
      }
      case Nfs3.NFSPROC3_SYMLINK -> {
        place();
        changes();
        out.putString("../../etc/passwd");
      }
      case Nfs3.NFSPROC3_MKNOD -> {
        place();
        out.putInt(below(8));
        changes();
        out.putInt(1).putInt(3);
      }
      case Nfs3.NFSPROC3_RENAME -> {
        place();
        place();
      }
      case Nfs3.NFSPROC3_LINK -> {
        handle();
        place();
      }
      case Nfs3.NFSPROC3_READDIR -> {
        handle();
        out.putLong(one(2) ? 0 : random.nextLong()).putLong(0).putInt(below(1 << 16));
      }
      case Nfs3.NFSPROC3_READDIRPLUS -> {
        handle();
        out.putLong(one(2) ? 0 : below(100))
            .putLong(0)
            .putInt(below(1 << 16))
            .putInt(below(1 << 16));
      }
      case Nfs3.NFSPROC3_COMMIT -> {
        handle();
        out.putLong(offset()).putInt(below(1 << 16));
      }
      default -> handle();
    }
  }

  private void write() {
    handle();
    int length = one(50) ? MOST_BYTES : below(2000);
    out.putLong(offset()).putInt(length).putInt(below(3)).putInt(length);
    ByteBuffer room = out.room(XdrWriter.padded(length));
    room.position(room.position() + length);
    out.pad(length);
  }

  /** Operations of version 4 with arguments that seldom fit. */
  private void compound() {
    out.putInt(0).putInt(below(3));
    int count = below(8);
    out.putInt(one(20) ? Integer.MAX_VALUE : count);
    for (int i = 0; i < count; i++) {
      out.putInt(one(3) ? 24 : 3 + below(74));
      for (int word = below(8); word > 0; word--) {
        out.putInt(one(2) ? below(16) : (int) random.nextLong());
      }
      if (one(4)) {
        handle();
      }
    }
  }
}
