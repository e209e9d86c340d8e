package wml.runtime.worker;

import wml.api.fileset.Contents;
import wml.api.flowop.IoMemory;
import wml.api.random.RandomStream;
import wml.api.target.IoBuffer;
import wml.runtime.fileset.ShrinkingBlocks;

/** A thread's memory for I/O whose writes compression or deduplication can shrink. */
final class ShrinkingMemory implements IoMemory {
  private final IoMemory plain;
  private final RandomStream random;
  private final ShrinkingBlocks blocks;

  /**
   * @param plain for all but what is written
   * @param seed of the run: all threads repeat the same blocks
   */
  ShrinkingMemory(IoMemory plain, Contents contents, long seed, RandomStream random) {
    this.plain = plain;
    this.random = random;
    blocks = new ShrinkingBlocks(contents, seed);
  }

  @Override
  public IoBuffer forRead(int bytes) {
    return plain.forRead(bytes);
  }

  @Override
  public IoBuffer forWrite(int bytes) {
    IoBuffer buffer = plain.forWrite(bytes);
    blocks.fill(buffer.memory(), buffer.start(), bytes, random.nextLong(), 0);
    return buffer;
  }
}
