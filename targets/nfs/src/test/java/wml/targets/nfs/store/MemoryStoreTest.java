package wml.targets.nfs.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/** What a file in memory costs is bounded by what was written, wherever that was. */
final class MemoryStoreTest {
  private static final long MIB = 1 << 20;
  private static final long FAR = 1L << 42;

  private final MemoryStore store = new MemoryStore(1, 64 * MIB);
  private final Handle root = new Handle();
  private final Handle file = new Handle();
  private final FileAttributes attributes = new FileAttributes();

  MemoryStoreTest() {
    store.root(root);
  }

  private void create(int serial) {
    Name name = new Name().set("f" + serial);
    assertEquals(0, store.create(root, name, true, new AttributeChange(), file, attributes));
  }

  private static ByteBuffer bytes(int count, int value) {
    ByteBuffer out = ByteBuffer.allocateDirect(count);
    for (int i = 0; i < count; i++) {
      out.put(i, (byte) value);
    }
    return out;
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void writesFarBehindTheEndTakeNoMemoryUpToThere() {
    long before = heapBytes();
    for (int i = 0; i < 500; i++) {
      create(i);
      assertEquals(0, store.write(file, FAR, bytes(1, 7), 0));
      assertEquals(0, store.write(file, 0, bytes(1, 7), 0));
    }
    long each = (heapBytes() - before) / 500;
    assertTrue(each < 32 << 10, () -> each + " bytes for each file");
    assertEquals(0, store.attributes(file, attributes));
    assertEquals(FAR + 1, attributes.size);
    assertEquals(128 << 10, attributes.used);
    ByteBuffer into = bytes(3, 9);
    assertEquals(2, store.read(file, FAR - 1, into));
    assertEquals(0, into.get(0));
    assertEquals(7, into.get(1));
    assertEquals(Nfs3.NFS3ERR_FBIG, store.write(file, Long.MAX_VALUE, bytes(1, 7), 0));
  }

  @Test
  void spaceComesBackWhenFilesAreCut() {
    create(0);
    for (int i = 0; i < 1024; i++) {
      assertEquals(0, store.write(file, i * 64L * 1024 * 1000, bytes(1, 7), 0), "at " + i);
    }
    assertEquals(Nfs3.NFS3ERR_NOSPC, store.write(file, FAR, bytes(1, 7), 0));
    AttributeChange cut = new AttributeChange();
    cut.size = 64L * 1024 * 1000 * 512 + 1;
    assertEquals(0, store.change(file, cut, attributes));
    assertEquals(513 * 65_536, attributes.used);
    FileStore.Space space = new FileStore.Space();
    store.space(space);
    assertEquals(64 * MIB - (513 * 65_536), space.freeBytes);
    cut.size = 0;
    assertEquals(0, store.change(file, cut, attributes));
    store.space(space);
    assertEquals(64 * MIB, space.freeBytes);
  }

  @Test
  void whatWasCutReadsAsZerosWhenTheFileGrows() {
    create(0);
    assertEquals(0, store.write(file, 0, bytes(200_000, 7), 0));
    AttributeChange size = new AttributeChange();
    size.size = 100_000;
    assertEquals(0, store.change(file, size, attributes));
    size.size = 200_000;
    assertEquals(0, store.change(file, size, attributes));
    ByteBuffer into = bytes(200_000, 9);
    assertEquals(200_000, store.read(file, 0, into));
    for (int i = 0; i < 200_000; i++) {
      assertEquals(i < 100_000 ? 7 : 0, into.get(i));
    }
  }

  @Test
  void chunksAreFoundAndCutWhereverTheyAre() {
    int[] places = {0, 1, 511, 512, 513, 1 << 18, (1 << 18) + 511, ChunkTree.MOST - 1};
    ByteBuffer chunk = ByteBuffer.allocate(1);
    for (int keep = 0; keep <= places.length; keep++) {
      ChunkTree tree = new ChunkTree();
      for (int place : places) {
        assertNull(tree.get(place));
        tree.put(place, chunk);
      }
      int from = keep == places.length ? ChunkTree.MOST : places[keep];
      assertEquals(places.length - keep, tree.cut(from), "from " + from);
      for (int i = 0; i < places.length; i++) {
        assertEquals(i < keep ? chunk : null, tree.get(places[i]), places[i] + " cut at " + from);
      }
    }
  }
}
