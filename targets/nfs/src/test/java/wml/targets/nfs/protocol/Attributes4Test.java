package wml.targets.nfs.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

final class Attributes4Test {
  private final XdrWriter out = new XdrWriter(64, 1 << 16);

  private XdrReader written() {
    ByteBuffer bytes = out.flip();
    return new XdrReader().over(bytes, 0, bytes.limit());
  }

  private String hex() {
    ByteBuffer bytes = out.flip();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.clear();
    return HexFormat.of().formatHex(copy);
  }

  @Test
  void valuesFollowTheBitmapInItsOrder() {
    FileAttributes of = new FileAttributes();
    of.type = 2;
    of.size = 7;
    of.mode = 0755;
    of.uid = 1000;
    AttributeBits wanted =
        AttributeBits.of(
            Nfs4.FATTR4_OWNER, Nfs4.FATTR4_TYPE, Nfs4.FATTR4_MODE, Nfs4.FATTR4_SIZE, 12);
    Attributes4.write(out, wanted, of, new Handle(), new FileSystemFacts());
    assertEquals(
        "00000002" // words
            + "00000012" // type and size; no ACL
            + "00000012" // mode and owner
            + "00000018"
            + "00000002"
            + "0000000000000007"
            + "000001ed"
            + "00000004"
            + "31303030",
        hex());
  }

  @Test
  void everythingThatIsWrittenIsRead() throws XdrException {
    FileAttributes of = new FileAttributes();
    of.type = 1;
    of.mode = 0640;
    of.links = 3;
    of.uid = -2;
    of.gid = 0;
    of.size = 1L << 40;
    of.fileid = 99;
    of.modifiedNanos = -5;
    of.change = 77;
    FileSystemFacts facts = new FileSystemFacts();
    facts.leaseSeconds = 90;
    facts.namedValues = true;
    facts.layoutTypes = List.of(1, 4);
    Handle handle = new Handle().set(new byte[] {1, 2, 3});
    Attributes4.write(out, Attributes4.READABLE, of, handle, facts);
    FileAttributes back = new FileAttributes();
    FileSystemFacts backFacts = new FileSystemFacts();
    Handle backHandle = new Handle();
    XdrReader in = written();
    assertEquals(0, Attributes4.read(in, new AttributeBits(), back, backHandle, backFacts));
    assertEquals(0, in.remaining());
    assertEquals(1, back.type);
    assertEquals(-2, back.uid);
    assertEquals(0, back.gid);
    assertEquals(1L << 40, back.size);
    assertEquals(99, back.fileid);
    assertEquals(-5, back.modifiedNanos);
    assertEquals(77, back.change);
    assertTrue(handle.is(backHandle));
    assertEquals(90, backFacts.leaseSeconds);
    assertEquals(List.of(1, 4), backFacts.layoutTypes);
    assertTrue(backFacts.namedValues);
  }

  @Test
  void changesComeBackAsTheyWereSent() throws XdrException {
    AttributeChange change = new AttributeChange();
    change.mode = 0600;
    change.gid = 42;
    change.size = 12;
    change.accessedNanos = AttributeChange.NOW;
    change.modifiedNanos = 1_500_000_000_123L;
    Changes4.write(out, change);
    AttributeChange back = new AttributeChange();
    assertEquals(0, Changes4.read(written(), new AttributeBits(), back));
    assertEquals(0600, back.mode);
    assertEquals(AttributeChange.KEEP, back.uid);
    assertEquals(42, back.gid);
    assertEquals(12, back.size);
    assertEquals(AttributeChange.NOW, back.accessedNanos);
    assertEquals(1_500_000_000_123L, back.modifiedNanos);
  }

  @Test
  void attributesThatCantBeSetAreTold() throws XdrException {
    AttributeChange into = new AttributeChange();
    out.putInt(1).putInt(1 << Nfs4.FATTR4_TYPE).putInt(4).putInt(1);
    assertEquals(Nfs4.NFS4ERR_INVAL, Changes4.read(written(), new AttributeBits(), into));
    out.clear();
    out.putInt(1).putInt(1 << Nfs4.FATTR4_ACL).putInt(4).putInt(0);
    assertEquals(Nfs4.NFS4ERR_ATTRNOTSUPP, Changes4.read(written(), new AttributeBits(), into));
    out.clear();
    out.putInt(2).putInt(0).putInt(1 << Nfs4.FATTR4_OWNER).putInt(8).putString("bob");
    assertEquals(Nfs4.NFS4ERR_BADOWNER, Changes4.read(written(), new AttributeBits(), into));
    out.clear();
    out.putInt(1).putInt(1 << Nfs4.FATTR4_SIZE).putInt(4).putLong(3);
    assertThrows(XdrException.class, () -> Changes4.read(written(), new AttributeBits(), into));
  }

  @Test
  void bitsBeyondWhatIsKnownAreKnownToBeThere() throws XdrException {
    out.putInt(5).putInt(1).putInt(0).putInt(0).putInt(0).putInt(1);
    AttributeBits bits = new AttributeBits().read(written());
    assertTrue(bits.has(0));
    assertFalse(bits.isWithin(Attributes4.SUPPORTED));
    assertTrue(bits.retain(Attributes4.SUPPORTED).isWithin(Attributes4.SUPPORTED));
  }
}
