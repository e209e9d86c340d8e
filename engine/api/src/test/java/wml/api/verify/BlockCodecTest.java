package wml.api.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wml.api.target.IoBuffer;

final class BlockCodecTest {
  /** How long the compiler may take on a busy machine before what is allocated counts. */
  private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int BLOCK = 4096;
  private static final int FILE = 7;
  private static final long OFFSET = 40_960;
  private static final int RUN = 5;

  private final BlockFormat format = new BlockFormat(11, BLOCK, 0);
  private final BlockCodec codec = new BlockCodec(format);
  private final MemorySegment memory = IoBuffer.allocate(2 * BLOCK).memory();

  private BlockCodec.Verdict examine() {
    return codec.examine(memory, 0, FILE, OFFSET);
  }

  @Test
  void wholeBlockSaysItsGenerationAndRun() {
    codec.compose(memory, 0, FILE, OFFSET, RUN, 9);
    assertEquals(BlockCodec.Verdict.WHOLE, examine());
    assertEquals(9, codec.generation());
    assertEquals(RUN, codec.run());
  }

  @Test
  void blockThatWasNeverWrittenIsZeros() {
    assertEquals(BlockCodec.Verdict.ZEROS, examine());
  }

  @Test
  void blockOfAnotherPlaceSaysWhereItBelongs() {
    codec.compose(memory, 0, FILE + 1, OFFSET + BLOCK, RUN, 9);
    assertEquals(BlockCodec.Verdict.MISPLACED, examine());
    assertEquals(FILE + 1, codec.foreignFile(memory, 0));
    assertEquals(OFFSET + BLOCK, codec.foreignOffset(memory, 0));
  }

  @Test
  void sectorsOfTwoGenerationsAreTornWhereverTheyMeet() {
    for (int from = 512; from < BLOCK; from += 512) {
      codec.compose(memory, 0, FILE, OFFSET, RUN, 9);
      codec.compose(memory, BLOCK, FILE, OFFSET, RUN, 8);
      MemorySegment.copy(memory, BLOCK + from, memory, from, BLOCK - from);
      assertEquals(BlockCodec.Verdict.TORN, examine());
      assertEquals(
          "generation 9 up to byte %d, generation 8 from there".formatted(from), codec.detail());
    }
  }

  @Test
  void blockWhoseEndWasNeverWrittenIsTorn() {
    codec.compose(memory, 0, FILE, OFFSET, RUN, 9);
    memory.asSlice(1024, BLOCK - 1024).fill((byte) 0);
    assertEquals(BlockCodec.Verdict.TORN, examine());
  }

  @Test
  void eachSingleBitThatFlipsIsFound() {
    for (int bit = 0; bit < BLOCK * 8; bit += 7) {
      codec.compose(memory, 0, FILE, OFFSET, RUN, 9);
      byte was = memory.get(ValueLayout.JAVA_BYTE, bit / 8);
      memory.set(ValueLayout.JAVA_BYTE, bit / 8, (byte) (was ^ 1 << bit % 8));
      assertEquals(BlockCodec.Verdict.CORRUPT, examine(), "bit " + bit);
    }
    assertTrue(codec.detail().startsWith("1 wrong bit(s)"), codec.detail());
  }

  @Test
  void nothingIsAllocatedOnceWarm() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    while (least >= 2000 && System.nanoTime() - begin < COMPILE_NANOS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 2000; i++) {
        codec.compose(memory, 0, FILE, OFFSET, RUN, i);
        examine();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 2000, least + " bytes in 2000 calls");
  }
}
