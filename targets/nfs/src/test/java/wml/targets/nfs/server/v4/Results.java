package wml.targets.nfs.server.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/** The answer to a COMPOUND, read one result after another. */
final class Results {
  private final XdrReader in;
  private final byte[] bytes;
  private final int status;
  private final int count;

  Results(byte[] bytes) throws XdrException {
    this.bytes = bytes;
    in = new XdrReader().over(ByteBuffer.wrap(bytes), 0, bytes.length);
    status = in.getInt();
    in.skip(in.opaqueLength(1024));
    count = in.getInt();
  }

  /** Of the whole. */
  int status() {
    return status;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The status of the next operation, which must be this one. */
  int begin(int operation) throws XdrException {
    assertEquals(operation, in.getInt(), "the operation of a result");
    return in.getInt();
  }

  /** The next operation went well. */
  Results ok(int operation) throws XdrException {
    assertEquals(0, begin(operation), "the status of operation " + operation);
    return this;
  }

  Results skip(int length) throws XdrException {
    in.skip(length);
    return this;
  }

  int getInt() throws XdrException {
    return in.getInt();
  }

  long getLong() throws XdrException {
    return in.getLong();
  }

  boolean getBoolean() throws XdrException {
    return in.getBoolean();
  }

  byte[] opaque() throws XdrException {
    return in.opaque(1 << 21);
  }

  String text() throws XdrException {
    return in.string(1 << 16);
  }

  StateId stateId() throws XdrException {
    return new StateId().read(in);
  }

  Handle handle() throws XdrException {
    return new Handle().read(in, Nfs4.NFS4_FHSIZE);
  }

  int remaining() {
    return in.remaining();
  }

  XdrReader reader() {
    return in;
  }
}
