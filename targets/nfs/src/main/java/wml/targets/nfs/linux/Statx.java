package wml.targets.nfs.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import wml.targets.nfs.protocol.FileAttributes;

/**
 * What the last {@code statx} of a thread has filled in.
 *
 * <pre>
 *   0 mask (4) | blksize (4) | attributes (8) | nlink (4) | uid (4) | gid (4) | mode (2)
 *  32 ino (8) | size (8) | blocks (8) | attributes_mask (8)
 *  64 atime | btime | ctime | mtime, each seconds (8), nanoseconds (4), 4 unused
 * 128 rdev major (4), minor (4) | dev major (4), minor (4) | mnt_id (8), since Linux 5.8
 * </pre>
 */
public final class Statx {
  static final int BYTES = 256;

  /** STATX_BASIC_STATS and STATX_MNT_ID. */
  static final int MASK = 0x7ff | 0x1000;

  private static final int BLOCK_BYTES = 512;

  private Statx() {}

  public static int mode(CallState state) {
    return state.statx.get(JAVA_SHORT, 28) & 0xffff;
  }

  public static long inode(CallState state) {
    return state.statx.get(JAVA_LONG, 32);
  }

  public static long device(CallState state) {
    MemorySegment in = state.statx;
    return (long) in.get(JAVA_INT, 136) << 32 | (in.get(JAVA_INT, 140) & 0xffff_ffffL);
  }

  /** The mount that it is in. */
  public static long mount(CallState state) {
    return state.statx.get(JAVA_LONG, 144);
  }

  public static void fill(CallState state, FileAttributes into) {
    MemorySegment in = state.statx;
    int mode = mode(state);
    into.type = Abi.typeOf(mode);
    into.mode = mode & 07777;
    into.links = in.get(JAVA_INT, 16);
    into.uid = in.get(JAVA_INT, 20);
    into.gid = in.get(JAVA_INT, 24);
    into.size = in.get(JAVA_LONG, 40);
    into.used = in.get(JAVA_LONG, 48) * BLOCK_BYTES;
    into.major = in.get(JAVA_INT, 128);
    into.minor = in.get(JAVA_INT, 132);
    into.fsid = device(state);
    into.fileid = inode(state);
    into.accessedNanos = nanos(in, 64);
    into.changedNanos = nanos(in, 96);
    into.modifiedNanos = nanos(in, 112);
  }

  private static long nanos(MemorySegment in, int at) {
    return in.get(JAVA_LONG, at) * 1_000_000_000 + in.get(JAVA_INT, at + 8);
  }
}
