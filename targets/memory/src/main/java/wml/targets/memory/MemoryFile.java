package wml.targets.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import wml.api.target.FileHandle;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;

/**
 * The bytes of a file: a two-level table of pages, absent where nothing was written. Shared by all
 * threads.
 *
 * <p>Reads, and writes to pages that are there, hold the file's lock shared; what changes the table
 * or the size holds it exclusively. Two writes to the same bytes at the same time may mix, as on
 * most file systems. An uncontended operation allocates nothing but the table of new pages.
 */
final class MemoryFile extends Node {
  /** Bounds the table of a sparse file to about 8 MiB. */
  static final long MAX_BYTES = 1L << 42;

  /** {@link #write}: the store had no page for the first byte. */
  static final int FULL = -2;

  private static final int PAGE = PageStore.PAGE_BYTES;
  private static final int PAGE_SHIFT = 12;
  private static final int TABLE_SHIFT = 10;
  private static final int TABLE_PAGES = 1 << TABLE_SHIFT;
  private static final int[] NO_PAGES = new int[0];
  private static final MemorySegment ZEROS = Arena.global().allocate(PAGE, PAGE);

  private final PageStore store;
  private final StampedLock lock = new StampedLock();
  private final AtomicInteger references = new AtomicInteger(2);
  private final AtomicInteger names = new AtomicInteger(1);
  private int[][] tables = new int[0][];
  private long size;

  /** No page lies at this index or behind it. */
  private long pagesEnd;

  private @Nullable FileLocks locks;

  MemoryFile(long inode, PageStore store) {
    super(inode, 0644);
    this.store = store;
  }

  /** Counts one more handle; false if the file has neither name nor handle any more. */
  boolean retain() {
    while (true) {
      int count = references.get();
      if (count == 0) {
        return false;
      }
      if (references.compareAndSet(count, count + 1)) {
        return true;
      }
    }
  }

  /** Counts one handle less; the last reference frees the pages. */
  void release() {
    if (references.decrementAndGet() == 0) {
      truncate(0);
    }
  }

  /** Counts one more name; false if the file has neither name nor handle any more. */
  boolean retainName() {
    if (!retain()) {
      return false;
    }
    names.incrementAndGet();
    return true;
  }

  void releaseName() {
    names.decrementAndGet();
    release();
  }

  int read(IoBuffer into, int length, long offset) {
    long stamp = lock.readLock();
    try {
      if (length == 0) {
        return 0;
      }
      if (offset >= size) {
        return FileHandle.END;
      }
      int total = (int) Math.min(length, size - offset);
      for (int done = 0; done < total; ) {
        long at = offset + done;
        int inPage = (int) (at & (PAGE - 1));
        int part = Math.min(total - done, PAGE - inPage);
        int page = page(at >>> PAGE_SHIFT);
        if (page == PageStore.NONE) {
          MemorySegment.copy(ZEROS, 0, into.memory(), into.start() + done, part);
        } else {
          MemorySegment.copy(
              store.slab(page),
              PageStore.offsetInSlab(page) + inPage,
              into.memory(),
              into.start() + done,
              part);
        }
        done += part;
      }
      return total;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** Writes up to {@code length} bytes below {@link #MAX_BYTES}; {@link #FULL} if none fits. */
  int write(IoBuffer from, int length, long offset) {
    long stamp = lock.readLock();
    try {
      if (offset + length <= size && allPagesPresent(length, offset)) {
        return copyIn(from, length, offset);
      }
    } finally {
      lock.unlockRead(stamp);
    }
    stamp = lock.writeLock();
    try {
      int written = copyIn(from, length, offset);
      if (written > 0) {
        size = Math.max(size, offset + written);
      }
      return written;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private boolean allPagesPresent(int length, long offset) {
    for (long page = offset >>> PAGE_SHIFT; page << PAGE_SHIFT < offset + length; page++) {
      if (page(page) == PageStore.NONE) {
        return false;
      }
    }
    return true;
  }

  private int copyIn(IoBuffer from, int length, long offset) {
    int done = 0;
    while (done < length) {
      long at = offset + done;
      int inPage = (int) (at & (PAGE - 1));
      int part = Math.min(length - done, PAGE - inPage);
      int page = page(at >>> PAGE_SHIFT);
      if (page == PageStore.NONE) {
        page = addPage(at >>> PAGE_SHIFT, part < PAGE);
        if (page == PageStore.NONE) {
          return done == 0 ? FULL : done;
        }
      }
      MemorySegment.copy(
          from.memory(),
          from.start() + done,
          store.slab(page),
          PageStore.offsetInSlab(page) + inPage,
          part);
      done += part;
    }
    return done;
  }

  private int page(long index) {
    int table = (int) (index >>> TABLE_SHIFT);
    if (table >= tables.length || tables[table].length == 0) {
      return PageStore.NONE;
    }
    return tables[table][(int) index & (TABLE_PAGES - 1)];
  }

  private int addPage(long index, boolean zeroed) {
    int page = store.allocate();
    if (page == PageStore.NONE) {
      return page;
    }
    if (zeroed) {
      zero(page, 0, PAGE);
    }
    int table = (int) (index >>> TABLE_SHIFT);
    if (table >= tables.length) {
      int old = tables.length;
      tables = Arrays.copyOf(tables, Math.max(table + 1, 2 * old));
      Arrays.fill(tables, old, tables.length, NO_PAGES);
    }
    if (tables[table].length == 0) {
      tables[table] = new int[TABLE_PAGES];
    }
    tables[table][(int) index & (TABLE_PAGES - 1)] = page;
    pagesEnd = Math.max(pagesEnd, index + 1);
    return page;
  }

  private void zero(int page, int fromByte, int toByte) {
    MemorySegment.copy(
        ZEROS, 0, store.slab(page), PageStore.offsetInSlab(page) + fromByte, toByte - fromByte);
  }

  void truncate(long newSize) {
    long stamp = lock.writeLock();
    try {
      if (newSize < size) {
        long kept = (newSize + PAGE - 1) >>> PAGE_SHIFT;
        int tail = (int) (newSize & (PAGE - 1));
        if (tail > 0 && page(newSize >>> PAGE_SHIFT) != PageStore.NONE) {
          zero(page(newSize >>> PAGE_SHIFT), tail, PAGE);
        }
        dropFrom(kept);
      } else if (newSize == 0) {
        dropFrom(0);
      }
      size = newSize;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Frees pages, those reserved behind the end too. */
  private void dropFrom(long firstIndex) {
    for (long index = firstIndex; index < pagesEnd; index++) {
      drop(index);
    }
    pagesEnd = Math.min(pagesEnd, firstIndex);
    if (firstIndex == 0) {
      tables = new int[0][];
    }
  }

  /**
   * Makes every page of a range present, perhaps with zeros in the range.
   *
   * @return false if the store has too few pages; some may have been added
   */
  boolean reserve(long offset, long length, boolean grow, boolean zeroed) {
    long stamp = lock.writeLock();
    try {
      long end = offset + length;
      for (long index = offset >>> PAGE_SHIFT; index << PAGE_SHIFT < end; index++) {
        if (page(index) == PageStore.NONE && addPage(index, true) == PageStore.NONE) {
          return false;
        }
      }
      if (zeroed) {
        clear(offset, end, false);
      }
      if (grow) {
        size = Math.max(size, end);
      }
      return true;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Frees what lies in a range, which then reads as zeros. */
  void punch(long offset, long length) {
    long stamp = lock.writeLock();
    try {
      clear(offset, offset + length, true);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void clear(long from, long to, boolean free) {
    long end = Math.min(to, pagesEnd << PAGE_SHIFT);
    for (long at = from; at < end; ) {
      long index = at >>> PAGE_SHIFT;
      long next = Math.min(end, (index + 1) << PAGE_SHIFT);
      if (free && next - at == PAGE) {
        drop(index);
      } else if (page(index) != PageStore.NONE) {
        int first = (int) (at & (PAGE - 1));
        zero(page(index), first, first + (int) (next - at));
      }
      at = next;
    }
  }

  /** The file's locks, which are made when the first one is asked for. */
  synchronized FileLocks locks() {
    FileLocks made = locks;
    if (made == null) {
      made = new FileLocks();
      locks = made;
    }
    return made;
  }

  private void drop(long index) {
    int page = page(index);
    if (page != PageStore.NONE) {
      store.release(page);
      tables[(int) (index >>> TABLE_SHIFT)][(int) index & (TABLE_PAGES - 1)] = PageStore.NONE;
    }
  }

  @Override
  void stat(FileStat into) {
    super.stat(into);
    into.type = FileStat.Type.FILE;
    long stamp = lock.readLock();
    into.sizeBytes = size;
    lock.unlockRead(stamp);
    into.links = names.get();
  }
}
