package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.api.fileset.Contents;

final class ShrinkingBlocksTest {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 4096;

  private static byte[] filled(Contents contents) {
    byte[] bytes = new byte[BLOCKS * BLOCK];
    MemorySegment memory = MemorySegment.ofArray(new long[bytes.length / 8]);
    new ShrinkingBlocks(contents, 3).fill(memory, 0, bytes.length, 17, 0);
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30, 60, 90})
  void compressorRemovesTheShare(int percent) {
    byte[] bytes = filled(new Contents(0, percent, 0));
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] packed = new byte[1 << 16];
    long size = 0;
    while (!deflater.finished()) {
      size += deflater.deflate(packed);
    }
    deflater.end();
    assertEquals(percent, 100.0 - 100.0 * size / bytes.length, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30, 75})
  void blocksRepeatInTheShare(int percent) {
    byte[] bytes = filled(new Contents(0, 0, percent));
    Set<Integer> different = new HashSet<>();
    for (int i = 0; i < BLOCKS; i++) {
      different.add(Arrays.hashCode(Arrays.copyOfRange(bytes, i * BLOCK, (i + 1) * BLOCK)));
    }
    assertEquals(percent, 100.0 - 100.0 * different.size() / BLOCKS, 3);
  }
}
