package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wml.targets.nfs.server.v4.Compounds.op;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.server.v4.Compounds.Op;
import wml.targets.nfs.server.v4.Served.File;

/** Promises to clients that read, and what happens when others want to write. */
final class DelegationTest {
  private static final int WANT =
      Nfs4.OPEN4_SHARE_ACCESS_READ | Nfs4.OPEN4_SHARE_ACCESS_WANT_READ_DELEG;

  private Served served;
  private BackClient reader;
  private Compounds writer;

  @BeforeEach
  void start() throws IOException {
    served = new Served();
    reader = new BackClient(served.address());
    reader.start("reader");
    writer = served.client("writer");
  }

  @AfterEach
  void stop() throws IOException {
    reader.close();
    writer.close();
    served.close();
  }

  private record Granted(Handle handle, StateId open, StateId delegation) {}

  /** Opens for reading, and gets a delegation. */
  private Granted granted() throws IOException {
    File made = Served.opened(writer, "w", "f", Nfs4.OPEN4_SHARE_ACCESS_WRITE, 0);
    assertEquals(
        Nfs4.OPEN_DELEGATE_NONE_EXT,
        reader.open(WANT).kind(),
        "somebody writes: there is no delegation");
    assertEquals(0, writer.call(Served.put(made.handle()), Served.close(made.id())).status());
    BackClient.Opened opened = reader.open(WANT);
    assertEquals(Nfs4.OPEN_DELEGATE_READ, opened.kind());
    return new Granted(made.handle(), opened.id(), opened.delegation());
  }

  private static Op giveBack(StateId id) {
    return op(Nfs4.OP_DELEGRETURN, id::write);
  }

  @Test
  void writersWaitUntilTheDelegationIsReturned() throws IOException {
    Granted granted = granted();
    Op open = Served.open("w", "f", Nfs4.OPEN4_SHARE_ACCESS_WRITE, 0);
    assertEquals(Nfs4.NFS4ERR_DELAY, writer.call(Served.root(), open).status());
    assertTrue(reader.recalled().isSameState(granted.delegation()));
    assertEquals(Nfs4.NFS4ERR_DELAY, writer.call(Served.root(), open).status());
    assertEquals(0, reader.call(Served.put(granted.handle()), giveBack(granted.delegation())));
    assertEquals(0, writer.call(Served.root(), open).status());
  }

  @Test
  void removingAndChangingRecallToo() throws IOException {
    Granted granted = granted();
    assertEquals(Nfs4.NFS4ERR_DELAY, writer.call(Served.root(), Served.remove("f")).status());
    assertTrue(reader.recalled().isSameState(granted.delegation()));
    Op set =
        op(
            Nfs4.OP_SETATTR,
            out -> {
              new StateId().anonymous().write(out);
              AttributeBits.of(Nfs4.FATTR4_MODE).write(out);
              out.putInt(4).putInt(0600);
            });
    Op put = Served.put(granted.handle());
    assertEquals(Nfs4.NFS4ERR_DELAY, writer.call(put, set).status());
    assertEquals(
        Nfs4.NFS4ERR_DELAY,
        writer.call(put, Served.write(new StateId().anonymous(), 0, "x")).status());
    assertEquals(0, reader.call(put, giveBack(granted.delegation())));
    assertEquals(0, writer.call(put, set).status());
    assertEquals(0, writer.call(Served.root(), Served.remove("f")).status());
  }

  @Test
  void whoDoesNotReturnItLosesIt() throws IOException {
    Granted granted = granted();
    Op open = Served.open("w", "f", Nfs4.OPEN4_SHARE_ACCESS_WRITE, 0);
    assertEquals(Nfs4.NFS4ERR_DELAY, writer.call(Served.root(), open).status());
    assertTrue(reader.recalled().isSameState(granted.delegation()));
    served.clock.addAndGet(Served.LEASE / 2 + 1);
    assertEquals(0, reader.call(Served.root()));
    served.clock.addAndGet(Served.LEASE / 2 + 1);
    assertEquals(0, reader.call(Served.root()));
    assertEquals(0, writer.call(Served.root(), open).status());
    Op put = Served.put(granted.handle());
    assertEquals(
        Nfs4.NFS4ERR_DELEG_REVOKED, reader.call(put, Served.read(granted.delegation(), 0, 1)));
    assertEquals(0, reader.call(put, Served.read(granted.open(), 0, 1)));
    assertEquals(Nfs4.SEQ4_STATUS_RECALLABLE_STATE_REVOKED, reader.sequenceFlags());
    assertEquals(0, reader.call(op(Nfs4.OP_FREE_STATEID, granted.delegation()::write)));
    assertEquals(0, reader.sequenceFlags());
  }

  @Test
  void aClientThatCantBeCalledGetsNone() throws IOException {
    try (Compounds deaf = served.connect()) {
      deaf.exchange("deaf", 1);
      deaf.backChannel = false;
      deaf.createSession(2);
      deaf.call(op(Nfs4.OP_RECLAIM_COMPLETE, out -> out.putBoolean(false)));
      Results results = deaf.call(Served.root(), Served.open("o", "g", WANT, 0));
      results.ok(Nfs4.OP_PUTROOTFH).ok(Nfs4.OP_OPEN).stateId();
      assertEquals(Nfs4.OPEN_DELEGATE_NONE_EXT, Served.skipOpen(results));
    }
  }
}
