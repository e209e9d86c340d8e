package wml.api.flowop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.target.FileHandle;

/** What is open in a slot: reused from file to file. Owned by one thread. */
public final class OpenFile {
  private @Nullable FileHandle handle;
  private @Nullable Fileset fileset;
  private int entry;
  private boolean explicit;

  /** Where the next sequential read or write starts. */
  public long position;

  /** Puts an open file in; the entry is pinned by the caller and unpinned by {@link #close}. */
  public void opened(FileHandle newHandle, Fileset newFileset, int newEntry, boolean isExplicit) {
    handle = newHandle;
    fileset = newFileset;
    entry = newEntry;
    explicit = isExplicit;
    position = 0;
  }

  public boolean isOpen() {
    return handle != null;
  }

  /** Opened by an open or create flowop, not by a read or write in passing. */
  public boolean isExplicit() {
    return explicit;
  }

  /** The handle; only while open. */
  public FileHandle handle() {
    if (handle == null) {
      throw new IllegalStateException("slot is empty");
    }
    return handle;
  }

  /** The fileset; only while open. */
  public Fileset fileset() {
    if (fileset == null) {
      throw new IllegalStateException("slot is empty");
    }
    return fileset;
  }

  public int entry() {
    return entry;
  }

  /** The size that the fileset gave the file. */
  public long sizeBytes() {
    return fileset().sizeBytes(entry);
  }

  /** Closes the file, unpins its entry and empties the slot, even if closing fails. */
  public void close() throws IOException {
    FileHandle closing = handle();
    Fileset closed = fileset();
    handle = null;
    fileset = null;
    try {
      closing.close();
    } finally {
      closed.files().unpin(entry);
    }
  }

  /** Closes a file whose entry the thread has claimed, which took its pin: the claim stays. */
  public void closeClaimed() throws IOException {
    FileHandle closing = handle();
    handle = null;
    fileset = null;
    closing.close();
  }
}
