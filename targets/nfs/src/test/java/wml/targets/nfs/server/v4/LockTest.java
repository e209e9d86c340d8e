package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static wml.targets.nfs.server.v4.Compounds.op;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;
import wml.targets.nfs.server.v4.Served.File;

/** Byte ranges, as POSIX has them. */
final class LockTest {
  private Served served;
  private Compounds client;
  private Compounds other;
  private File file;
  private File theirs;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
    client = served.client("a");
    other = served.client("b");
    file = Served.opened(client, "o", "f", Nfs4.OPEN4_SHARE_ACCESS_BOTH, 0);
    theirs = Served.opened(other, "o", "f", Nfs4.OPEN4_SHARE_ACCESS_BOTH, 0);
  }

  @AfterEach
  void stop() {
    client.close();
    other.close();
    served.close();
  }

  private static Op first(StateId open, String owner, int type, long offset, long length) {
    return op(
        Nfs4.OP_LOCK,
        out -> {
          out.putInt(type).putBoolean(false).putLong(offset).putLong(length).putBoolean(true);
          out.putInt(0);
          open.write(out);
          out.putInt(0).putLong(0).putString(owner);
        });
  }

  private static Op more(StateId lock, int type, long offset, long length) {
    return op(
        Nfs4.OP_LOCK,
        out -> {
          out.putInt(type).putBoolean(false).putLong(offset).putLong(length).putBoolean(false);
          lock.write(out);
          out.putInt(0);
        });
  }

  private static Op unlock(StateId lock, long offset, long length) {
    return op(
        Nfs4.OP_LOCKU,
        out -> {
          out.putInt(Nfs4.WRITE_LT).putInt(0);
          lock.write(out);
          out.putLong(offset).putLong(length);
        });
  }

  private StateId lock(Op op) throws IOException {
    Results results = client.call(Served.put(file.handle()), op);
    return results.ok(Nfs4.OP_PUTFH).ok(op.number()).stateId();
  }

  /** The first range that stands against a write lock of another client, as offset+length. */
  private String against(long offset, long length) throws IOException {
    Op test =
        op(
            Nfs4.OP_LOCKT,
            out ->
                out.putInt(Nfs4.WRITE_LT)
                    .putLong(offset)
                    .putLong(length)
                    .putLong(0)
                    .putString("t"));
    Results results = other.call(Served.put(file.handle()), test);
    results.ok(Nfs4.OP_PUTFH);
    if (results.begin(Nfs4.OP_LOCKT) == 0) {
      return "free";
    }
    return results.getLong() + "+" + results.getLong();
  }

  @Test
  void rangesSplitAndMerge() throws IOException {
    StateId id = lock(first(file.id(), "l", Nfs4.WRITE_LT, 0, 100));
    assertEquals(1, id.seqid);
    id = lock(unlock(id, 40, 20));
    assertEquals(2, id.seqid);
    assertEquals("0+40", against(0, 100));
    assertEquals("free", against(40, 20));
    assertEquals("60+40", against(41, 100));
    id = lock(more(id, Nfs4.WRITE_LT, 30, 40));
    assertEquals("0+100", against(50, 1));
    id = lock(more(id, Nfs4.READ_LT, 10, 10));
    assertEquals("10+10", against(15, 1));
    assertEquals("20+80", against(20, 1));
    id = lock(more(id, Nfs4.WRITE_LT, 100, -1));
    assertEquals("20+-1", against(1000, 1));
    lock(unlock(id, 0, -1));
    assertEquals("free", against(0, -1));
  }

  @Test
  void whoIsDeniedIsToldByWhom() throws IOException {
    lock(first(file.id(), "mine", Nfs4.READ_LT, 10, 5));
    Op same = first(theirs.id(), "theirs", Nfs4.READ_LT, 0, 20);
    assertEquals(0, other.call(Served.put(file.handle()), same).status());
    Op write = first(theirs.id(), "second", Nfs4.WRITE_LT, 12, 1);
    Results results = other.call(Served.put(file.handle()), write);
    results.ok(Nfs4.OP_PUTFH);
    assertEquals(Nfs4.NFS4ERR_DENIED, results.begin(Nfs4.OP_LOCK));
    assertEquals(10, results.getLong());
    assertEquals(5, results.getLong());
    assertEquals(Nfs4.READ_LT, results.getInt());
    assertEquals(client.clientId, results.getLong());
    assertEquals("mine", results.text());
  }

  @Test
  void rangesThatCantBeAreInvalid() throws IOException {
    for (long[] range : new long[][] {{0, 0}, {-2, 5}}) {
      Op bad = first(file.id(), "l", Nfs4.WRITE_LT, range[0], range[1]);
      assertEquals(Nfs4.NFS4ERR_INVAL, client.call(Served.put(file.handle()), bad).status());
    }
    Op bad = first(file.id(), "l", 9, 0, 1);
    assertEquals(Nfs4.NFS4ERR_BADXDR, client.call(Served.put(file.handle()), bad).status());
  }

  @Test
  void locksNeedAnOpenThatAllowsThem() throws IOException {
    File reading = Served.opened(client, "r", "g", Nfs4.OPEN4_SHARE_ACCESS_READ, 0);
    Op write = first(reading.id(), "l", Nfs4.WRITE_LT, 0, 1);
    assertEquals(Nfs4.NFS4ERR_OPENMODE, client.call(Served.put(reading.handle()), write).status());
    Op noLock = more(reading.id(), Nfs4.READ_LT, 0, 1);
    assertEquals(
        Nfs4.NFS4ERR_BAD_STATEID, client.call(Served.put(reading.handle()), noLock).status());
  }

  @Test
  void closingAndGoingSilentGiveUp() throws IOException {
    StateId id = lock(first(file.id(), "l", Nfs4.WRITE_LT, 0, 1));
    Op free = op(Nfs4.OP_FREE_STATEID, id::write);
    assertEquals(Nfs4.NFS4ERR_LOCKS_HELD, client.call(free).status());
    assertEquals("0+1", against(0, 1));
    assertEquals(0, client.call(Served.put(file.handle()), Served.close(file.id())).status());
    assertEquals("free", against(0, 1));
    assertEquals(Nfs4.NFS4ERR_BAD_STATEID, client.call(free).status());
    file = Served.opened(client, "o", "f", Nfs4.OPEN4_SHARE_ACCESS_BOTH, 0);
    lock(first(file.id(), "l", Nfs4.WRITE_LT, 0, 1));
    served.clock.addAndGet(Served.LEASE + 1);
    Op take = first(theirs.id(), "t", Nfs4.WRITE_LT, 0, 1);
    assertEquals(0, other.call(Served.put(file.handle()), take).status());
  }
}
