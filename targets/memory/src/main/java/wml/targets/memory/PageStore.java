package wml.targets.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Pages of 4 KiB outside the heap, numbered from 1. Free pages form a lock-free stack whose links
 * lie in the pages themselves (Treiber, "Systems programming: coping with parallelism", 1986), with
 * a counter in the stack's head against ABA. Memory is fetched in slabs when first needed and given
 * back at close. Shared by all threads.
 */
final class PageStore implements AutoCloseable {
  static final int PAGE_BYTES = 4096;

  /** No page: the store is full, or a hole in a file. */
  static final int NONE = 0;

  private static final int SLAB_SHIFT = 8;
  private static final int SLAB_PAGES = 1 << SLAB_SHIFT;

  private final Arena arena = Arena.ofShared();
  private final int limitPages;
  private final Consumer<String> notes;
  private final AtomicLong free = new AtomicLong();
  private final AtomicInteger used = new AtomicInteger();
  private volatile MemorySegment[] slabs = new MemorySegment[0];
  private int made;
  private boolean closed;

  PageStore(long limitBytes, Consumer<String> notes) {
    limitPages = (int) Math.min(limitBytes / PAGE_BYTES, Integer.MAX_VALUE - SLAB_PAGES);
    this.notes = notes;
  }

  /** A page with anything in it, or {@link #NONE} if the limit is reached. */
  int allocate() {
    while (true) {
      long head = free.get();
      int page = (int) head;
      if (page == NONE) {
        if (!addSlab()) {
          return NONE;
        }
      } else {
        int next = slab(page).get(ValueLayout.JAVA_INT, offsetInSlab(page));
        if (free.compareAndSet(head, headWith(head, next))) {
          used.getAndIncrement();
          return page;
        }
      }
    }
  }

  void release(int page) {
    used.getAndDecrement();
    push(page, page);
  }

  /** Pushes pages that are linked to each other already. */
  private void push(int firstPage, int lastPage) {
    while (true) {
      long head = free.get();
      slab(lastPage).set(ValueLayout.JAVA_INT, offsetInSlab(lastPage), (int) head);
      if (free.compareAndSet(head, headWith(head, firstPage))) {
        return;
      }
    }
  }

  private static long headWith(long oldHead, int page) {
    return (((oldHead >>> 32) + 1) << 32) | page;
  }

  private synchronized boolean addSlab() {
    if ((int) free.get() != NONE) {
      return true;
    }
    int count = Math.min(SLAB_PAGES, limitPages - made);
    if (count <= 0) {
      return false;
    }
    MemorySegment slab;
    try {
      slab = arena.allocate((long) count * PAGE_BYTES, PAGE_BYTES);
    } catch (OutOfMemoryError e) {
      notes.accept(
          "the memory target got no more than "
              + (long) made * PAGE_BYTES
              + " bytes from the JVM; raise -XX:MaxDirectMemorySize or lower its limit");
      return false;
    }
    MemorySegment[] grown = slabs;
    int index = made >>> SLAB_SHIFT;
    if (index == grown.length) {
      grown = Arrays.copyOf(grown, Math.max(16, 2 * index));
    }
    grown[index] = slab;
    slabs = grown;
    int firstPage = made + 1;
    made += count;
    for (int page = firstPage; page < made; page++) {
      slab.set(ValueLayout.JAVA_INT, offsetInSlab(page), page + 1);
    }
    push(firstPage, made);
    return true;
  }

  /** The slab that holds a page, at {@link #offsetInSlab}. */
  MemorySegment slab(int page) {
    return slabs[(page - 1) >>> SLAB_SHIFT];
  }

  static long offsetInSlab(int page) {
    return (long) ((page - 1) & (SLAB_PAGES - 1)) * PAGE_BYTES;
  }

  long freeBytes() {
    return (long) (limitPages - used.get()) * PAGE_BYTES;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
