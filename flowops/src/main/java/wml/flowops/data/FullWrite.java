package wml.flowops.data;

import java.io.IOException;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/** A write that continues until all its bytes are accepted. */
final class FullWrite {
  private FullWrite() {}

  /** Writes the first {@code length} bytes of the buffer's window, which it leaves where it was. */
  static void write(FileHandle file, IoBuffer from, int length, long offset) throws IOException {
    write(Mover.WRITE, file, from, length, offset);
  }

  static void write(Mover how, FileHandle file, IoBuffer from, int length, long offset)
      throws IOException {
    int done = how.move(file, from, length, offset);
    if (done < length) {
      writeRest(how, file, from, length, offset, done);
    }
  }

  private static void writeRest(
      Mover how, FileHandle file, IoBuffer from, int length, long offset, int accepted)
      throws IOException {
    long start = from.start();
    int done = accepted;
    try {
      while (done < length) {
        int now =
            how.move(file, from.window(start + done, length - done), length - done, offset + done);
        if (now <= 0) {
          throw new TargetException(
              ErrorKind.EIO, 0, "write", "an open file, which accepts no more", offset + done);
        }
        done += now;
      }
    } finally {
      from.window(start, length);
    }
  }
}
