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
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Changes4;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;

/** Where operations may stand, which names there are, and what directories answer. */
final class CompoundTest {
  private Served served;
  private Compounds client;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
    client = served.client("a");
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private int status(Op... ops) throws IOException {
    return client.call(ops).status();
  }

  @Test
  void otherMinorVersionsAreRefused() throws IOException {
    for (int minor : new int[] {0, 3}) {
      client.minor = minor;
      Results results = client.raw(op(Nfs4.OP_PUTROOTFH));
      assertEquals(Nfs4.NFS4ERR_MINOR_VERS_MISMATCH, results.status());
      assertEquals(0, results.count());
    }
  }

  @Test
  void operationsStandInSessions() throws IOException {
    assertEquals(Nfs4.NFS4ERR_OP_NOT_IN_SESSION, client.raw(op(Nfs4.OP_PUTROOTFH)).status());
    assertEquals(0, client.raw().status());
    Op second =
        op(
            Nfs4.OP_SEQUENCE,
            out -> {
              client.session.write(out);
              out.putInt(client.sequence + 1).putInt(1).putInt(1).putBoolean(false);
            });
    assertEquals(Nfs4.NFS4ERR_SEQUENCE_POS, status(Served.root(), second));
    Op destroy = op(Nfs4.OP_DESTROY_CLIENTID, out -> out.putLong(client.clientId));
    assertEquals(Nfs4.NFS4ERR_NOT_ONLY_OP, client.raw(destroy, Served.root()).status());
    Op bind =
        op(
            Nfs4.OP_BIND_CONN_TO_SESSION,
            out -> {
              client.session.write(out);
              out.putInt(1).putBoolean(false);
            });
    assertEquals(Nfs4.NFS4ERR_NOT_ONLY_OP, status(bind));
    assertEquals(0, client.raw(bind).status());
  }

  @Test
  void unknownOperationsAreIllegalAndOldOnesNotSupported() throws IOException {
    Results results = client.call(op(99));
    assertEquals(Nfs4.NFS4ERR_OP_ILLEGAL, results.begin(Nfs4.OP_ILLEGAL));
    assertEquals(Nfs4.NFS4ERR_NOTSUPP, status(op(Nfs4.OP_RENEW, out -> out.putLong(0))));
    client.minor = 1;
    assertEquals(Nfs4.NFS4ERR_OP_ILLEGAL, status(op(Nfs4.OP_SEEK)));
  }

  @Test
  void argumentsThatEndEarlyAreBad() throws IOException {
    assertEquals(Nfs4.NFS4ERR_BADXDR, status(op(Nfs4.OP_PUTFH, out -> out.putInt(129))));
    assertEquals(
        Nfs4.NFS4ERR_BADXDR, status(Served.root(), op(Nfs4.OP_LOOKUP, out -> out.putInt(77))));
  }

  @Test
  void mostOperationsNeedAFile() throws IOException {
    for (int number : new int[] {Nfs4.OP_GETFH, Nfs4.OP_SAVEFH, Nfs4.OP_LOOKUPP}) {
      assertEquals(Nfs4.NFS4ERR_NOFILEHANDLE, status(op(number)));
    }
    assertEquals(Nfs4.NFS4ERR_RESTOREFH, status(Served.root(), op(Nfs4.OP_RESTOREFH)));
    assertEquals(Nfs4.NFS4ERR_NOFILEHANDLE, status(Served.lookup("x")));
    assertEquals(
        Nfs4.NFS4ERR_BADHANDLE, status(Served.put(new Handle().set(new byte[] {1, 2, 3}))));
  }

  @Test
  void namesAreUtf8WithoutDots() throws IOException {
    assertEquals(Nfs4.NFS4ERR_INVAL, status(Served.root(), Served.lookup("")));
    assertEquals(Nfs4.NFS4ERR_BADNAME, status(Served.root(), Served.lookup(".")));
    assertEquals(Nfs4.NFS4ERR_BADNAME, status(Served.root(), Served.directory("..")));
    assertEquals(Nfs4.NFS4ERR_BADCHAR, status(Served.root(), Served.lookup("a/b")));
    assertEquals(Nfs4.NFS4ERR_NAMETOOLONG, status(Served.root(), Served.lookup("x".repeat(256))));
    assertEquals(Nfs4.NFS4ERR_NOENT, status(Served.root(), Served.lookup("x".repeat(255))));
    for (byte[] bad : new byte[][] {{(byte) 0xc0, (byte) 0x80}, {(byte) 0xff}, {(byte) 0xe2, 1}}) {
      assertEquals(Nfs4.NFS4ERR_INVAL, status(Served.root(), Served.lookup(bad)));
    }
    assertEquals(0, status(Served.root(), Served.directory("Grüße 世界")));
    assertEquals(0, status(Served.root(), Served.lookup("Grüße 世界")));
  }

  @Test
  void linksAndFilesAreNoDirectories() throws IOException {
    Op link =
        op(
            Nfs4.OP_CREATE,
            out -> {
              out.putInt(5).putString("target").putString("link");
              Changes4.write(out, new AttributeChange());
            });
    assertEquals(0, status(Served.root(), link));
    Served.opened(client, "o", "file", 1, 0);
    assertEquals(
        Nfs4.NFS4ERR_SYMLINK, status(Served.root(), Served.lookup("link"), Served.lookup("x")));
    assertEquals(
        Nfs4.NFS4ERR_NOTDIR, status(Served.root(), Served.lookup("file"), Served.lookup("x")));
    assertEquals(
        Nfs4.NFS4ERR_NOTDIR, status(Served.root(), Served.lookup("file"), op(Nfs4.OP_LOOKUPP)));
    assertEquals(Nfs4.NFS4ERR_NOENT, status(Served.root(), op(Nfs4.OP_LOOKUPP)));
    assertEquals(
        Nfs4.NFS4ERR_WRONG_TYPE,
        status(Served.root(), Served.lookup("file"), op(Nfs4.OP_READLINK)));
    Results results = client.call(Served.root(), Served.lookup("link"), op(Nfs4.OP_READLINK));
    assertEquals(
        "target", results.ok(Nfs4.OP_PUTROOTFH).ok(Nfs4.OP_LOOKUP).ok(Nfs4.OP_READLINK).text());
    Op regular =
        op(
            Nfs4.OP_CREATE,
            out -> {
              out.putInt(1).putString("f");
              Changes4.write(out, new AttributeChange());
            });
    assertEquals(Nfs4.NFS4ERR_BADTYPE, status(Served.root(), regular));
  }

  @Test
  void directoriesAreListedInPartsWithoutDots() throws IOException {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      made.add("entry-" + i);
      assertEquals(0, status(Served.root(), Served.directory("entry-" + i)));
    }
    List<String> listed = new ArrayList<>();
    long cookie = 0;
    boolean end = false;
    while (!end) {
      long after = cookie;
      Op list =
          op(
              Nfs4.OP_READDIR,
              out -> {
                out.putLong(after).putLong(0).putInt(0).putInt(400);
                AttributeBits.of(Nfs4.FATTR4_TYPE, Nfs4.FATTR4_FILEID).write(out);
              });
      Results results = client.call(Served.root(), list);
      results.ok(Nfs4.OP_PUTROOTFH).ok(Nfs4.OP_READDIR).getLong();
      while (results.getBoolean()) {
        cookie = results.getLong();
        listed.add(results.text());
        new AttributeBits().read(results.reader());
        assertEquals(12, results.getInt());
        assertEquals(2, results.getInt());
        results.getLong();
      }
      end = results.getBoolean();
    }
    assertEquals(made, listed);
    Op small = op(Nfs4.OP_READDIR, out -> out.putLong(0).putLong(0).putInt(0).putInt(20).putInt(0));
    assertEquals(Nfs4.NFS4ERR_TOOSMALL, status(Served.root(), small));
    Op reserved =
        op(Nfs4.OP_READDIR, out -> out.putLong(1).putLong(0).putInt(0).putInt(4000).putInt(0));
    assertEquals(Nfs4.NFS4ERR_BAD_COOKIE, status(Served.root(), reserved));
  }

  @Test
  void renameReplacesWhatIsOfItsKind() throws IOException {
    Op rename = op(Nfs4.OP_RENAME, out -> out.putString("a").putString("b"));
    assertEquals(0, status(Served.root(), Served.directory("a")));
    assertEquals(Nfs4.NFS4ERR_NOFILEHANDLE, status(Served.root(), rename));
    Op save = op(Nfs4.OP_SAVEFH);
    assertEquals(0, status(Served.root(), save, rename));
    Served.opened(client, "o", "a", 1, 0);
    assertEquals(Nfs4.NFS4ERR_EXIST, status(Served.root(), save, rename));
    assertEquals(0, status(Served.root(), Served.remove("b")));
    assertEquals(0, status(Served.root(), save, rename));
    assertEquals(Nfs4.NFS4ERR_NOENT, status(Served.root(), Served.lookup("a")));
  }

  @Test
  void verifyComparesAttributes() throws IOException {
    for (int wanted : new int[] {1, 2}) {
      boolean same = wanted == 2;
      for (int number : new int[] {Nfs4.OP_VERIFY, Nfs4.OP_NVERIFY}) {
        Op verify =
            op(number, out -> out.putInt(1).putInt(1 << Nfs4.FATTR4_TYPE).putInt(4).putInt(wanted));
        boolean goes = same == (number == Nfs4.OP_VERIFY);
        int refusal = same ? Nfs4.NFS4ERR_SAME : Nfs4.NFS4ERR_NOT_SAME;
        assertEquals(goes ? 0 : refusal, status(Served.root(), verify));
      }
    }
  }

  @Test
  void attributesThatCantBeSetStandBehindTheFailure() throws IOException {
    Op set =
        op(
            Nfs4.OP_SETATTR,
            out -> {
              out.putInt(0).putLong(0).putInt(0);
              out.putInt(1).putInt(1 << Nfs4.FATTR4_TYPE).putInt(4).putInt(1);
            });
    Results results = client.call(Served.root(), set);
    results.ok(Nfs4.OP_PUTROOTFH);
    assertEquals(Nfs4.NFS4ERR_INVAL, results.begin(Nfs4.OP_SETATTR));
    assertEquals(0, results.getInt());
    assertEquals(0, results.remaining());
    assertEquals(
        Nfs4.NFS4ERR_INVAL, status(Served.root(), Served.attributes(Nfs4.FATTR4_TIME_MODIFY_SET)));
  }

  @Test
  void securityUsesTheFileUp() throws IOException {
    Op style = op(Nfs4.OP_SECINFO_NO_NAME, out -> out.putInt(0));
    Results results = client.call(Served.root(), style, Served.getHandle());
    results.ok(Nfs4.OP_PUTROOTFH).ok(Nfs4.OP_SECINFO_NO_NAME);
    assertTrue(results.getInt() >= 1);
    assertEquals(Nfs4.NFS4ERR_NOFILEHANDLE, results.status());
  }
}
