package wml.flowops.data;

import java.io.IOException;
import wml.api.flowop.OpenFile;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;

/** A way to move bytes between memory and an open file: the call that is measured. */
@FunctionalInterface
interface Mover {
  /** One plain read. */
  Mover READ = FileHandle::read;

  /** One plain write. */
  Mover WRITE = FileHandle::write;

  /** Moves as {@link FileHandle#read} or {@link FileHandle#write} does. */
  int move(FileHandle file, IoBuffer buffer, int length, long offset) throws IOException;

  /**
   * What the call needs and is not timed.
   *
   * @param end where the bytes to be written end; 0 for a read
   */
  default void ready(OpenFile file, long end) throws IOException {}
}
