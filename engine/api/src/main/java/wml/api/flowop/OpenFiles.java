package wml.api.flowop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability.AsyncIo;

/**
 * A thread's table of open files. A slot holds at most one file that was opened explicitly; files
 * opened in passing by reads and writes are kept per slot and fileset, so that flowops on several
 * filesets do not need slots of their own. Owned by one thread.
 */
public final class OpenFiles {
  /** Slots that {@code opennext} rotates through, from the highest down, as in Filebench. */
  public static final int ROTATING_SLOTS = 128;

  private final @Nullable OpenFile[] current = new OpenFile[CommonAttributes.MAX_SLOTS];
  private final OpenFile[] explicit = new OpenFile[CommonAttributes.MAX_SLOTS];
  private final OpenFile[][] implicit = new OpenFile[CommonAttributes.MAX_SLOTS][];
  private final int filesets;
  private int rotor = ROTATING_SLOTS;
  private @Nullable AsyncTransfers asyncTransfers;

  /**
   * @param filesets how many filesets the machine has; their ordinals are below it
   */
  public OpenFiles(int filesets) {
    this.filesets = filesets;
  }

  /** The next slot for {@code opennext} among the lowest {@code among} slots. */
  public int nextSlot(int among) {
    rotor = rotor == 0 || rotor > among ? among - 1 : rotor - 1;
    return rotor;
  }

  /** The file last used in a slot, or null if none is open there. */
  public @Nullable OpenFile inUse(int slot) {
    OpenFile file = current[slot];
    return file != null && file.isOpen() ? file : null;
  }

  /** The place for an explicit open; it may be open already. */
  public OpenFile forExplicit(int slot) {
    OpenFile file = explicit[slot];
    if (file == null) {
      file = new OpenFile();
      explicit[slot] = file;
    }
    current[slot] = file;
    return file;
  }

  /** The place for a file of a fileset that is opened in passing; it may be open already. */
  public OpenFile forImplicit(int slot, int filesetOrdinal) {
    OpenFile[] files = implicit[slot];
    if (files == null) {
      files = new OpenFile[filesets];
      implicit[slot] = files;
    }
    OpenFile file = files[filesetOrdinal];
    if (file == null) {
      file = new OpenFile();
      files[filesetOrdinal] = file;
    }
    current[slot] = file;
    return file;
  }

  /** The thread's asynchronous reads and writes; made at the first call, with that queue. */
  public AsyncTransfers asyncTransfers(AsyncIo io) throws IOException {
    AsyncTransfers transfers = asyncTransfers;
    if (transfers == null) {
      transfers = new AsyncTransfers(io.queue(AsyncTransfers.MAX_DEPTH));
      asyncTransfers = transfers;
    }
    return transfers;
  }

  /** Waits for asynchronous requests that are under way; throws their first failure. */
  public void settleAsyncTransfers() throws IOException {
    if (asyncTransfers != null) {
      asyncTransfers.settle();
    }
  }

  /**
   * Waits for asynchronous requests, then closes everything; the first failure is thrown at the
   * end.
   */
  public void closeAll() throws IOException {
    IOException first = null;
    AsyncTransfers transfers = asyncTransfers;
    asyncTransfers = null;
    if (transfers != null) {
      try {
        transfers.close();
      } catch (IOException e) {
        first = e;
      }
    }
    for (int slot = 0; slot < current.length; slot++) {
      first = closeIfOpen(explicit[slot], first);
      if (implicit[slot] != null) {
        for (OpenFile file : implicit[slot]) {
          first = closeIfOpen(file, first);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable IOException closeIfOpen(
      @Nullable OpenFile file, @Nullable IOException first) {
    if (file != null && file.isOpen()) {
      try {
        file.close();
      } catch (IOException e) {
        return first == null ? e : first;
      }
    }
    return first;
  }

  /** Visits every open file, with the explicit ones first within a slot. */
  public void forEachOpen(Visitor visitor) throws IOException {
    for (int slot = 0; slot < current.length; slot++) {
      OpenFile file = explicit[slot];
      if (file != null && file.isOpen()) {
        visitor.visit(file);
      }
      OpenFile[] others = implicit[slot];
      if (others != null) {
        for (OpenFile other : others) {
          if (other != null && other.isOpen()) {
            visitor.visit(other);
          }
        }
      }
    }
  }

  /** Takes open files. */
  @FunctionalInterface
  public interface Visitor {
    void visit(OpenFile file) throws IOException;
  }
}
