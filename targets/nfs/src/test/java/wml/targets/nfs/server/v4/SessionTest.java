package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static wml.targets.nfs.server.v4.Compounds.op;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;

/** Slots that carry a call out once, clients' identities, and the limits of sessions. */
final class SessionTest {
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

  private Results again(Op... ops) throws IOException {
    client.sequence--;
    return client.call(ops);
  }

  @Test
  void aRepeatedCallIsCarriedOutOnce() throws IOException {
    client.cacheThis = true;
    Op[] make = {Served.root(), Served.directory("once")};
    Results first = client.call(make);
    assertEquals(0, first.status());
    assertArrayEquals(first.bytes(), again(make).bytes());
    try (Compounds other = served.connect()) {
      other.session.set(client.session);
      other.cacheThis = true;
      other.sequence = client.sequence - 1;
      assertArrayEquals(first.bytes(), other.call(make).bytes());
    }
    assertEquals(Nfs4.NFS4ERR_EXIST, client.call(make).status());
  }

  @Test
  void whatWasNotKeptIsNotRepeated() throws IOException {
    Op[] make = {Served.root(), Served.directory("once")};
    assertEquals(0, client.call(make).status());
    Results second = again(make);
    assertEquals(Nfs4.NFS4ERR_RETRY_UNCACHED_REP, second.status());
    assertEquals(2, second.count());
    assertEquals(Nfs4.NFS4ERR_RETRY_UNCACHED_REP, second.begin(Nfs4.OP_PUTROOTFH));
    Results lone = client.call();
    assertArrayEquals(lone.bytes(), again().bytes());
  }

  @Test
  void callsOutOfOrderAreRefused() throws IOException {
    assertEquals(0, client.call(Served.root()).status());
    client.sequence++;
    assertEquals(Nfs4.NFS4ERR_SEQ_MISORDERED, client.call(Served.root()).status());
    client.sequence -= 4;
    assertEquals(Nfs4.NFS4ERR_SEQ_MISORDERED, client.call(Served.root()).status());
    client.sequence += 1;
    assertEquals(0, client.call(Served.root()).status());
    assertEquals(Nfs4.NFS4ERR_SEQ_FALSE_RETRY, again(Served.root(), Served.getHandle()).status());
  }

  @Test
  void slotsAndSessionsThatThereArent() throws IOException {
    client.slot = 8;
    assertEquals(Nfs4.NFS4ERR_BADSLOT, client.call(Served.root()).status());
    client.slot = 0;
    client.session.low += 1;
    assertEquals(Nfs4.NFS4ERR_BADSESSION, client.call(Served.root()).status());
  }

  @Test
  void limitsOfTheSessionHold() throws IOException {
    try (Compounds small = served.connect()) {
      small.exchange("small", 1);
      assertEquals(Nfs4.NFS4ERR_TOOSMALL, small.createSession(4, 10, 0, 8));
      small.createSequence++; // the refusal was the answer to its number
      assertEquals(0, small.createSession(4, 300, 200, 3));
      small.call(op(Nfs4.OP_RECLAIM_COMPLETE, out -> out.putBoolean(false)));
      Op root = Served.root();
      assertEquals(Nfs4.NFS4ERR_TOO_MANY_OPS, small.call(root, root, root).status());
      small.sequence--;
      Op everything = op(Nfs4.OP_GETATTR, out -> out.putInt(2).putInt(-1).putInt(~0x410000));
      assertEquals(Nfs4.NFS4ERR_REP_TOO_BIG, small.call(root, everything).status());
      small.cacheThis = true;
      assertEquals(Nfs4.NFS4ERR_REP_TOO_BIG_TO_CACHE, small.call(root, everything).status());
      Op longOne = Served.lookup("x".repeat(200));
      small.cacheThis = false;
      assertEquals(Nfs4.NFS4ERR_NOENT, small.call(root, longOne).status());
      assertEquals(
          Nfs4.NFS4ERR_REQ_TOO_BIG,
          small.call(op(Nfs4.OP_PUTFH, out -> out.putOpaque(new byte[1 << 20]))).status());
    }
  }

  @Test
  void aClientIsWhoItWas() throws IOException {
    try (Compounds same = served.connect();
        Compounds other = new Compounds(served.address(), 77)) {
      assertEquals(0, same.exchange("a", 1));
      assertEquals(client.clientId, same.clientId);
      Served.opened(client, "o", "f", 1, 0);
      assertEquals(Nfs4.NFS4ERR_CLID_INUSE, other.exchange("a", 1));
      int update = Nfs4.EXCHGID4_FLAG_UPD_CONFIRMED_REC_A;
      assertEquals(0, same.exchange("a", 1, update));
      assertEquals(Nfs4.NFS4ERR_NOT_SAME, same.exchange("a", 2, update));
      assertEquals(Nfs4.NFS4ERR_PERM, other.exchange("a", 1, update));
      assertEquals(Nfs4.NFS4ERR_NOENT, same.exchange("nobody", 1, update));
      assertEquals(Nfs4.NFS4ERR_INVAL, same.exchange("x", 1, 0x1000));
    }
  }

  @Test
  void aRestartedClientHoldsNothing() throws IOException {
    Served.opened(client, "o", "f", Nfs4.OPEN4_SHARE_ACCESS_BOTH, Nfs4.OPEN4_SHARE_DENY_BOTH);
    try (Compounds restarted = served.connect();
        Compounds other = served.client("b")) {
      assertEquals(0, restarted.exchange("a", 2));
      assertNotEquals(client.clientId, restarted.clientId);
      Op open = Served.open("p", "f", 1, 0);
      assertEquals(Nfs4.NFS4ERR_SHARE_DENIED, other.call(Served.root(), open).status());
      assertEquals(0, restarted.createSession(1));
      assertEquals(0, other.call(Served.root(), open).status());
      assertEquals(Nfs4.NFS4ERR_BADSESSION, client.call(Served.root()).status());
    }
  }

  @Test
  void creatingASessionIsRepeatedToo() throws IOException {
    long high = client.session.high;
    long low = client.session.low;
    client.createSequence--;
    assertEquals(0, client.createSession(8));
    assertEquals(high, client.session.high);
    assertEquals(low, client.session.low);
    client.createSequence += 3;
    assertEquals(Nfs4.NFS4ERR_SEQ_MISORDERED, client.createSession(8));
    client.clientId++;
    assertEquals(Nfs4.NFS4ERR_STALE_CLIENTID, client.createSession(8));
  }

  @Test
  void sessionsAndClientsEndWhenNothingIsLeft() throws IOException {
    Op destroyClient = op(Nfs4.OP_DESTROY_CLIENTID, out -> out.putLong(client.clientId));
    Op destroy = op(Nfs4.OP_DESTROY_SESSION, client.session::write);
    assertEquals(Nfs4.NFS4ERR_CLIENTID_BUSY, client.raw(destroyClient).status());
    try (Compounds other = served.connect()) {
      assertEquals(Nfs4.NFS4ERR_CONN_NOT_BOUND_TO_SESSION, other.raw(destroy).status());
    }
    assertEquals(0, client.raw(destroy).status());
    assertEquals(Nfs4.NFS4ERR_BADSESSION, client.raw(destroy).status());
    assertEquals(0, client.raw(destroyClient).status());
    assertEquals(Nfs4.NFS4ERR_STALE_CLIENTID, client.raw(destroyClient).status());
  }

  @Test
  void newStateComesBehindReclaimComplete() throws IOException {
    try (Compounds fresh = served.connect()) {
      fresh.exchange("fresh", 1);
      fresh.createSession(2);
      Op open = Served.open("o", "f", 1, 0);
      assertEquals(Nfs4.NFS4ERR_GRACE, fresh.call(Served.root(), open).status());
      Op complete = op(Nfs4.OP_RECLAIM_COMPLETE, out -> out.putBoolean(false));
      assertEquals(0, fresh.call(complete).status());
      assertEquals(0, fresh.call(Served.root(), open).status());
      assertEquals(Nfs4.NFS4ERR_COMPLETE_ALREADY, fresh.call(complete).status());
    }
  }
}
