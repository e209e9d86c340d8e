package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wml.targets.nfs.server.v4.Compounds.op;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;
import wml.targets.nfs.server.v4.Served.File;

/** Extended attributes, and what version 4.2 does with files' space. */
final class ValueTest {
  private static final int CHUNK = 64 << 10;

  private Served served;
  private Compounds client;
  private File file;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
    client = served.client("a");
    file = Served.opened(client, "o", "f", Nfs4.OPEN4_SHARE_ACCESS_BOTH, 0);
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private Results call(Op op) throws IOException {
    return client.call(Served.put(file.handle()), op).ok(Nfs4.OP_PUTFH);
  }

  private int status(Op op) throws IOException {
    return call(op).status();
  }

  private static Op set(int mode, String name, String value) {
    return op(Nfs4.OP_SETXATTR, out -> out.putInt(mode).putString(name).putString(value));
  }

  private static Op get(String name) {
    return op(Nfs4.OP_GETXATTR, out -> out.putString(name));
  }

  private static Op drop(String name) {
    return op(Nfs4.OP_REMOVEXATTR, out -> out.putString(name));
  }

  @Test
  void valuesAreMadeReplacedAndRemoved() throws IOException {
    assertEquals(Nfs4.NFS4ERR_NOXATTR, status(get("k")));
    assertEquals(Nfs4.NFS4ERR_NOXATTR, status(set(Nfs4.SETXATTR4_REPLACE, "k", "1")));
    assertEquals(0, status(set(Nfs4.SETXATTR4_CREATE, "k", "1")));
    assertEquals(Nfs4.NFS4ERR_EXIST, status(set(Nfs4.SETXATTR4_CREATE, "k", "2")));
    assertEquals("1", call(get("k")).ok(Nfs4.OP_GETXATTR).text());
    assertEquals(0, status(set(Nfs4.SETXATTR4_REPLACE, "k", "22")));
    assertEquals(0, status(set(Nfs4.SETXATTR4_EITHER, "k", "333")));
    assertEquals("333", call(get("k")).ok(Nfs4.OP_GETXATTR).text());
    assertEquals(0, status(drop("k")));
    assertEquals(Nfs4.NFS4ERR_NOXATTR, status(drop("k")));
    assertEquals(
        Nfs4.NFS4ERR_XATTR2BIG, status(set(Nfs4.SETXATTR4_EITHER, "k", "x".repeat(65_537))));
    client.minor = 1;
    assertEquals(Nfs4.NFS4ERR_OP_ILLEGAL, status(get("k")));
  }

  @Test
  void namesAreListedInParts() throws IOException {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      made.add("user-" + i);
      assertEquals(0, status(set(Nfs4.SETXATTR4_CREATE, "user-" + i, "")));
    }
    List<String> listed = new ArrayList<>();
    long cookie = 0;
    boolean end = false;
    while (!end) {
      long after = cookie;
      Results results = call(op(Nfs4.OP_LISTXATTRS, out -> out.putLong(after).putInt(80)));
      cookie = results.ok(Nfs4.OP_LISTXATTRS).getLong();
      int count = results.getInt();
      for (int i = 0; i < count; i++) {
        listed.add(results.text());
      }
      end = results.getBoolean();
    }
    assertEquals(made, listed);
    assertEquals(
        Nfs4.NFS4ERR_TOOSMALL, status(op(Nfs4.OP_LISTXATTRS, out -> out.putLong(0).putInt(20))));
  }

  @Test
  void rightsAndSupportAreTold() throws IOException {
    int all = Nfs4.ACCESS4_XAREAD | Nfs4.ACCESS4_XAWRITE | Nfs4.ACCESS4_XALIST;
    Results results = call(op(Nfs4.OP_ACCESS, out -> out.putInt(all)));
    assertEquals(all, results.ok(Nfs4.OP_ACCESS).getInt());
    assertEquals(all, results.getInt());
    results = call(Served.attributes(Nfs4.FATTR4_XATTR_SUPPORT));
    results.ok(Nfs4.OP_GETATTR).skip(16).getInt();
    assertTrue(results.getBoolean());
    try (Compounds stranger = new Compounds(served.address(), 77).start("c")) {
      Results refused = stranger.call(Served.put(file.handle()), set(0, "k", "v"));
      assertEquals(Nfs4.NFS4ERR_ACCESS, refused.status());
    }
  }

  private Op range(int number, long offset, long length) {
    return op(
        number,
        out -> {
          file.id().write(out);
          out.putLong(offset).putLong(length);
        });
  }

  private long seek(long offset, int what) throws IOException {
    Results results =
        call(
            op(
                Nfs4.OP_SEEK,
                out -> {
                  file.id().write(out);
                  out.putLong(offset).putInt(what);
                }));
    results.ok(Nfs4.OP_SEEK).getBoolean();
    return results.getLong();
  }

  @Test
  void spaceIsReservedFreedAndFound() throws IOException {
    assertEquals(0, status(range(Nfs4.OP_ALLOCATE, 2 * CHUNK, CHUNK)));
    assertEquals(2 * CHUNK, seek(0, Nfs4.NFS4_CONTENT_DATA));
    assertEquals(3 * CHUNK, seek(2 * CHUNK, Nfs4.NFS4_CONTENT_HOLE));
    assertEquals(0, status(Served.write(file.id(), 2 * CHUNK + 10, "0123456789")));
    assertEquals(0, status(range(Nfs4.OP_DEALLOCATE, 2 * CHUNK + 12, 3)));
    Results results = call(Served.read(file.id(), 2 * CHUNK + 10, 10));
    results.ok(Nfs4.OP_READ).getBoolean();
    assertEquals("01\0\0\0" + "56789", results.text());
    assertEquals(0, status(range(Nfs4.OP_DEALLOCATE, 0, 3 * CHUNK)));
    assertEquals(3 * CHUNK, seek(0, Nfs4.NFS4_CONTENT_DATA), "a hole up to the end");
    assertEquals(Nfs4.NFS4ERR_INVAL, status(range(Nfs4.OP_ALLOCATE, 0, 0)));
    Op behind =
        op(
            Nfs4.OP_SEEK,
            out -> {
              file.id().write(out);
              out.putLong(3 * CHUNK).putInt(Nfs4.NFS4_CONTENT_DATA);
            });
    assertEquals(Nfs4.NFS4ERR_NXIO, status(behind));
  }

  @Test
  void copiesStayOnTheServer() throws IOException {
    File target = Served.opened(client, "o", "g", Nfs4.OPEN4_SHARE_ACCESS_BOTH, 0);
    assertEquals(0, status(Served.write(file.id(), 0, "abcdefgh")));
    Results results =
        client.call(
            Served.put(file.handle()),
            op(Nfs4.OP_SAVEFH),
            Served.put(target.handle()),
            copy(file.id(), target.id(), 2, 1, 4),
            Served.read(target.id(), 0, 100));
    results.ok(Nfs4.OP_PUTFH).ok(Nfs4.OP_SAVEFH).ok(Nfs4.OP_PUTFH).ok(Nfs4.OP_COPY).getInt();
    assertEquals(4, results.getLong());
    results.skip(20);
    results.ok(Nfs4.OP_READ).getBoolean();
    assertEquals("\0cdef", results.text());
    Results beyond =
        client.call(
            Served.put(file.handle()),
            op(Nfs4.OP_SAVEFH),
            Served.put(target.handle()),
            copy(file.id(), target.id(), 2, 1, 40));
    assertEquals(Nfs4.NFS4ERR_INVAL, beyond.status());
  }

  private static Op copy(StateId from, StateId to, long source, long target, long count) {
    return op(
        Nfs4.OP_COPY,
        out -> {
          from.write(out);
          to.write(out);
          out.putLong(source).putLong(target).putLong(count);
          out.putBoolean(true).putBoolean(true).putInt(0);
        });
  }

  @Test
  void readPlusBringsOnePieceOfData() throws IOException {
    assertEquals(0, status(Served.write(file.id(), 0, "abc")));
    Results results =
        call(
            op(
                Nfs4.OP_READ_PLUS,
                out -> {
                  file.id().write(out);
                  out.putLong(1).putInt(10);
                }));
    assertTrue(results.ok(Nfs4.OP_READ_PLUS).getBoolean());
    assertEquals(1, results.getInt());
    assertEquals(Nfs4.NFS4_CONTENT_DATA, results.getInt());
    assertEquals(1, results.getLong());
    assertEquals("bc", results.text());
  }
}
