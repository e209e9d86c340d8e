package wml.api.flowop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.target.Capability.Mapping;
import wml.api.target.Capability.MemoryMapping;
import wml.api.target.FileHandle;
import wml.api.target.FileStat;

/** What is open in a slot: reused from file to file. Owned by one thread. */
public final class OpenFile {
  private @Nullable FileHandle handle;
  private @Nullable Fileset fileset;
  private int entry;
  private boolean explicit;
  private boolean synchronous;
  private @Nullable Mapping mapping;

  /** Where the next sequential read or write starts. */
  public long position;

  /** Puts an open file in; the entry is pinned by the caller and unpinned by {@link #close}. */
  public void opened(FileHandle newHandle, Fileset newFileset, int newEntry, boolean isExplicit) {
    handle = newHandle;
    fileset = newFileset;
    entry = newEntry;
    explicit = isExplicit;
    synchronous = false;
    position = 0;
  }

  public boolean isOpen() {
    return handle != null;
  }

  /** Opened by an open or create flowop, not by a read or write in passing. */
  public boolean isExplicit() {
    return explicit;
  }

  /** What is open returns from a write only when that is durable. */
  public void becomeSynchronous() {
    synchronous = true;
  }

  /** Whether a write is durable when it returns. */
  public boolean isSynchronous() {
    return synchronous;
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

  /** The file mapped as a whole, as long as it was when this was first asked for. */
  public Mapping mapping(MemoryMapping maps) throws IOException {
    Mapping made = mapping;
    return made == null ? map(maps, sizeNow()) : made;
  }

  /**
   * The file mapped so far at least; it is mapped anew if it has grown.
   *
   * @return null if the file is shorter
   */
  public @Nullable Mapping mapping(MemoryMapping maps, long atLeastBytes) throws IOException {
    Mapping made = mapping;
    if (made != null && made.sizeBytes() >= atLeastBytes) {
      return made;
    }
    long size = sizeNow();
    return size < atLeastBytes ? null : map(maps, size);
  }

  private long sizeNow() throws IOException {
    FileStat stat = new FileStat();
    handle().stat(stat);
    return stat.sizeBytes;
  }

  private Mapping map(MemoryMapping maps, long size) throws IOException {
    unmap();
    Mapping made = maps.map(handle(), size, !fileset().readOnly());
    mapping = made;
    return made;
  }

  private void unmap() throws IOException {
    Mapping made = mapping;
    if (made != null) {
      mapping = null;
      made.close();
    }
  }

  /** Closes the file, unpins its entry and empties the slot, even if closing fails. */
  public void close() throws IOException {
    Fileset closed = fileset();
    int unpinned = entry;
    try {
      closeClaimed();
    } finally {
      closed.files().unpin(unpinned);
    }
  }

  /** Closes a file whose entry the thread has claimed, which took its pin: the claim stays. */
  public void closeClaimed() throws IOException {
    FileHandle closing = handle();
    handle = null;
    fileset = null;
    try {
      unmap();
    } finally {
      closing.close();
    }
  }
}
