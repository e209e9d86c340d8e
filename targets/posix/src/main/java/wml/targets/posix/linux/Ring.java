package wml.targets.posix.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;

/**
 * A pair of rings that is shared with the kernel, as io_uring(7) and include/uapi/linux/io_uring.h
 * say. Made, used and closed by one thread, and never more full than its entries: the caller
 * counts.
 *
 * <pre>
 * submission, 64 bytes               completion, 16 bytes
 * offset size field                  offset size field
 *      0    1 opcode                      0    8 user_data
 *      1    1 flags: 1 = registered file  8    4 res: bytes, or -errno
 *      4    4 fd, or number in the table
 *      8    8 offset in the file
 *     16    8 address
 *     24    4 length
 *     32    8 user_data
 *     40    2 number of the registered buffer, here always 0
 * </pre>
 *
 * <p>Addresses are longs into a segment of all memory: it is a constant to the compiler, which then
 * checks nothing. Only addresses that the kernel gave, and indices below its masks, come there.
 */
final class Ring {
  private static final int READ_FIXED = 4;
  private static final int WRITE_FIXED = 5;
  private static final int READ = 22;
  private static final int WRITE = 23;
  private static final int FIXED_FILE = 1 << 8; // the flags are the second byte

  private static final int SETUP_SUBMIT_ALL = 1 << 7;
  private static final int SETUP_COOP_TASKRUN = 1 << 8;
  private static final int SETUP_SINGLE_ISSUER = 1 << 12;
  private static final int SETUP_DEFER_TASKRUN = 1 << 13;

  /** From Linux 6.1, 6.0, 5.19 and 5.11 on. */
  private static final int[] LADDER = {
    SETUP_SUBMIT_ALL | SETUP_SINGLE_ISSUER | SETUP_DEFER_TASKRUN,
    SETUP_SUBMIT_ALL | SETUP_SINGLE_ISSUER | SETUP_COOP_TASKRUN,
    SETUP_SUBMIT_ALL | SETUP_COOP_TASKRUN,
    0
  };

  private static final int FEAT_SINGLE_MMAP = 1;
  private static final int FEAT_EXT_ARG = 1 << 8;

  private static final int ENTER_GETEVENTS = 1;
  private static final int ENTER_EXT_ARG = 1 << 3;

  private static final int REGISTER_BUFFERS = 0;
  private static final int REGISTER_FILES = 2;
  private static final int REGISTER_FILES_UPDATE = 6;

  private static final long OFF_SQES = 0x10000000L;
  private static final int MAP_POPULATE = 0x8000;

  private static final int PARAMS_BYTES = 120;
  private static final int SQE_BYTES = 64;
  private static final int CQE_BYTES = 16;
  private static final int ARGUMENT_BYTES = 24;

  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final VarHandle INT = JAVA_INT.varHandle();

  private final CallState state;
  private final int fd;

  /** A getevents argument (24 bytes), whose timespec follows; and what register calls need. */
  private final MemorySegment argument = Arena.ofAuto().allocate(64, 8);

  private final long argumentAddress = argument.address();
  private final long rings;
  private final long ringBytes;
  private final long sqes;
  private final long sqeBytes;
  private final int sqMask;
  private final long sqTail;
  private final int cqMask;
  private final long cqHead;
  private final long cqTail;
  private final long cqes;
  private int submitted;
  private int filled;
  private int taken;

  private Ring(CallState state, int fd, MemorySegment params) throws TargetException {
    this.state = state;
    this.fd = fd;
    int sqEntries = params.get(JAVA_INT, 0);
    int cqEntries = params.get(JAVA_INT, 4);
    int array = params.get(JAVA_INT, 64);
    int cqesAt = params.get(JAVA_INT, 100);
    ringBytes = Math.max(array + 4L * sqEntries, cqesAt + (long) CQE_BYTES * cqEntries);
    sqeBytes = (long) SQE_BYTES * sqEntries;
    rings = map(ringBytes, 0);
    sqes = map(sqeBytes, OFF_SQES);
    sqTail = rings + params.get(JAVA_INT, 44);
    sqMask = sqEntries - 1;
    cqHead = rings + params.get(JAVA_INT, 80);
    cqTail = rings + params.get(JAVA_INT, 84);
    cqMask = cqEntries - 1;
    cqes = rings + cqesAt;
    for (int i = 0; i < sqEntries; i++) {
      ALL.set(JAVA_INT, rings + array + 4L * i, i); // entries are used in their order
    }
  }

  private long map(long bytes, long offset) throws TargetException {
    int access = Abi.PROT_READ | Abi.PROT_WRITE;
    long address = RangeCalls.mmap(state, bytes, access, Abi.MAP_SHARED | MAP_POPULATE, fd, offset);
    if (address == -1) {
      TargetException failure = failed("mmap");
      LibC.close(state, fd);
      throw failure;
    }
    return address;
  }

  /**
   * A ring with room for so many requests, with as much as this kernel has.
   *
   * @throws TargetException if the kernel refuses: io_uring is disabled, filtered, missing, or
   *     older than Linux 5.11, where a wait can't be bounded
   */
  static Ring open(CallState state, int entries) throws TargetException {
    MemorySegment params = Arena.ofAuto().allocate(PARAMS_BYTES, 8);
    for (int flags : LADDER) {
      params.fill((byte) 0);
      params.set(JAVA_INT, 8, flags);
      int fd = RingCalls.setup(state, entries, params.address());
      if (fd >= 0) {
        int features = params.get(JAVA_INT, 20);
        if ((features & FEAT_SINGLE_MMAP) == 0 || (features & FEAT_EXT_ARG) == 0) {
          LibC.close(state, fd);
          throw TargetException.ofErrno(Abi.ENOSYS, "io_uring_setup", "of Linux 5.11", -1);
        }
        return new Ring(state, fd, params);
      }
      if (state.errno() != Abi.EINVAL) {
        break;
      }
    }
    throw TargetException.ofErrno(state.errno(), "io_uring_setup", "of this kernel", -1);
  }

  private TargetException failed(String call) {
    return TargetException.ofErrno(state.errno(), call, "io_uring", -1);
  }

  /**
   * Fills the next submission, which {@link #enter} hands over.
   *
   * @param file a descriptor, or a number in the table of registered files
   * @param fixedMemory whether the memory is part of the registered buffer
   */
  void fill(
      boolean write,
      boolean fixedFile,
      boolean fixedMemory,
      int file,
      long address,
      int length,
      long offset,
      long userData) {
    long sqe = sqes + (long) (filled & sqMask) * SQE_BYTES;
    int opcode = fixedMemory ? (write ? WRITE_FIXED : READ_FIXED) : (write ? WRITE : READ);
    ALL.set(JAVA_LONG, sqe, (long) file << 32 | (fixedFile ? opcode | FIXED_FILE : opcode));
    ALL.set(JAVA_LONG, sqe + 8, offset);
    ALL.set(JAVA_LONG, sqe + 16, address);
    ALL.set(JAVA_LONG, sqe + 24, length);
    ALL.set(JAVA_LONG, sqe + 32, userData);
    filled++;
  }

  /** Submissions that the kernel has not taken yet. */
  int unsubmitted() {
    return filled - submitted;
  }

  /**
   * Hands over what was filled and, with {@code atLeast}, waits for so many completions, for so
   * long. A signal or lack of memory may end it early.
   *
   * @return false if the time was up
   */
  boolean enter(int atLeast, long maxWaitNanos) throws TargetException {
    INT.setRelease(ALL, sqTail, filled);
    long size = 0;
    int flags = ENTER_GETEVENTS;
    if (atLeast > 0 && maxWaitNanos != Long.MAX_VALUE) {
      flags |= ENTER_EXT_ARG;
      size = ARGUMENT_BYTES;
      ALL.set(JAVA_LONG, argumentAddress, 0);
      ALL.set(JAVA_LONG, argumentAddress + 8, 0);
      ALL.set(JAVA_LONG, argumentAddress + 16, argumentAddress + ARGUMENT_BYTES);
      ALL.set(JAVA_LONG, argumentAddress + 24, maxWaitNanos / 1_000_000_000);
      ALL.set(JAVA_LONG, argumentAddress + 32, maxWaitNanos % 1_000_000_000);
    }
    long where = size == 0 ? 0 : argumentAddress;
    int result = RingCalls.enter(state, fd, filled - submitted, atLeast, flags, where, size);
    if (result >= 0) {
      submitted += result;
      return true;
    }
    return switch (state.errno()) {
      case Abi.ETIME -> false;
      case Abi.EINTR, Abi.EAGAIN, Abi.EBUSY -> true;
      default -> throw failed("io_uring_enter");
    };
  }

  /** Completions that wait to be taken. */
  int completions() {
    return (int) INT.getAcquire(ALL, cqTail) - taken;
  }

  /** The next completion's user data; there is one. */
  long userData() {
    return ALL.get(JAVA_LONG, cqes + (long) (taken & cqMask) * CQE_BYTES);
  }

  /** The next completion's result. */
  int result() {
    return ALL.get(JAVA_INT, cqes + (long) (taken & cqMask) * CQE_BYTES + 8);
  }

  /** Gives the next completion's place back. */
  void take() {
    taken++;
    INT.setRelease(ALL, cqHead, taken);
  }

  /** Registers a buffer; false if the kernel refuses, usually for its limit on locked memory. */
  boolean registerMemory(IoBuffer memory) {
    argument.set(JAVA_LONG, 0, memory.memory().address());
    argument.set(JAVA_LONG, 8, memory.capacityBytes());
    return RingCalls.register(state, fd, REGISTER_BUFFERS, argumentAddress, 1) == 0;
  }

  /** Makes an empty table of files; false if the kernel refuses. */
  boolean registerTable(int size) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = arena.allocate(4L * size, 8).fill((byte) -1);
      return RingCalls.register(state, fd, REGISTER_FILES, none.address(), size) == 0;
    }
  }

  /** Puts a descriptor into the table, or -1 to free its place. */
  boolean updateTable(int place, int descriptor) {
    argument.set(JAVA_INT, 0, place);
    argument.set(JAVA_INT, 4, 0);
    argument.set(JAVA_LONG, 8, argumentAddress + 16);
    argument.set(JAVA_INT, 16, descriptor);
    return RingCalls.register(state, fd, REGISTER_FILES_UPDATE, argumentAddress, 1) == 1;
  }

  /** Nothing may be under way. */
  void close() {
    RangeCalls.munmap(state, sqes, sqeBytes);
    RangeCalls.munmap(state, rings, ringBytes);
    LibC.close(state, fd);
  }
}
