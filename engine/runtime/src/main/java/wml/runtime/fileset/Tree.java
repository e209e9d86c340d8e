package wml.runtime.fileset;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import wml.api.target.FilePath;

/**
 * The shape of a fileset in columns, indexed by directory or entry. Immutable, shared by all
 * threads.
 *
 * <p>Directory 0 is the root, parents come before their children. The files of a directory are
 * numbered without a gap, so that a file costs 4 bytes (its directory) and its size: its serial is
 * its distance from the directory's first file, plus 1. Leaf directories likewise.
 */
final class Tree {
  /** The first entry of a directory is called 00000001. */
  private static final int FIRST_SERIAL = 1;

  private final int[] parents;
  private final int[] serials;
  private final int[] firsts;
  private final int[] fileDirectories;
  private final int[] leafDirectories;
  private final FileSizes sizes;
  private final int maxDepth;

  /**
   * @param parents per directory; the root's is -1
   * @param serials per directory, its name within its parent; the root's is 0
   * @param firsts per directory, the index of its first file or leaf directory; -1 if it holds
   *     directories
   * @param fileDirectories per file, the directory that holds it
   * @param leafDirectories per leaf directory, the directory that holds it
   * @param maxDepth of a directory, where the root has 1
   */
  Tree(
      int[] parents,
      int[] serials,
      int[] firsts,
      int[] fileDirectories,
      int[] leafDirectories,
      FileSizes sizes,
      int maxDepth) {
    this.parents = parents;
    this.serials = serials;
    this.firsts = firsts;
    this.fileDirectories = fileDirectories;
    this.leafDirectories = leafDirectories;
    this.sizes = sizes;
    this.maxDepth = maxDepth;
  }

  int directories() {
    return parents.length;
  }

  int files() {
    return fileDirectories.length;
  }

  int leafDirectories() {
    return leafDirectories.length;
  }

  FileSizes sizes() {
    return sizes;
  }

  int maxDepth() {
    return maxDepth;
  }

  /**
   * Appends a directory's path below the root. Recursion is as deep as the tree, {@link
   * TreeLayout#MAX_DEPTH} at most.
   */
  void appendDirectory(int directory, FilePath into) {
    if (directory > 0) {
      appendDirectory(parents[directory], into);
      into.appendSerial(serials[directory]);
    }
  }

  /** Writes a file's path below a root. */
  void file(int file, byte[] root, FilePath into) {
    entry(file, fileDirectories[file], root, into);
  }

  /** Writes a leaf directory's path below a root. */
  void leafDirectory(int leaf, byte[] root, FilePath into) {
    entry(leaf, leafDirectories[leaf], root, into);
  }

  private void entry(int entry, int directory, byte[] root, FilePath into) {
    if (into.startsWith(root, directory)) {
      into.truncate(into.directoryLength());
    } else {
      appendDirectory(directory, into.clear().append(root, root.length));
      into.markDirectory(root, directory);
    }
    into.appendSerial(entry - firsts[directory] + FIRST_SERIAL);
  }

  /** Heap bytes of all columns. */
  long footprintBytes() {
    return 4L * (parents.length + serials.length + firsts.length)
        + 4L * (fileDirectories.length + leafDirectories.length)
        + sizes.footprintBytes();
  }

  /** SHA-256 over names and sizes of all entries, in order; hexadecimal. About 100 ns per file. */
  String digest() {
    MessageDigest sha = sha256();
    update(sha, parents);
    update(sha, serials);
    update(sha, fileDirectories);
    update(sha, leafDirectories);
    ByteBuffer size = ByteBuffer.allocate(Long.BYTES);
    for (int file = 0; file < fileDirectories.length; file++) {
      sha.update(size.putLong(0, sizes.of(file)).array());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** SHA-256 in hexadecimal. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void update(MessageDigest sha, int[] column) {
    ByteBuffer bytes = ByteBuffer.allocate(4096);
    bytes.putInt(column.length);
    for (int value : column) {
      if (!bytes.hasRemaining()) {
        sha.update(bytes.flip());
        bytes.clear();
      }
      bytes.putInt(value);
    }
    sha.update(bytes.flip());
  }
}
