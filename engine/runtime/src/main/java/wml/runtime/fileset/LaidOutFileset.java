package wml.runtime.fileset;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Contents;
import wml.api.fileset.Fileset;
import wml.api.plan.FilesetPlan;
import wml.api.random.RandomStream;
import wml.api.target.FilePath;
import wml.api.verify.BlockFormat;
import wml.api.verify.BlockLedger;

/**
 * A fileset with its tree. {@link FilesetStore} makes it stand on a target and says which entries
 * exist; before that all are missing. From then on shared by all threads.
 *
 * <p>Heap per file: 4 bytes of directory, 4.3 of state, 0 to 8 of size, 0.13 of preallocation; per
 * directory 12 + 4.3.
 */
public final class LaidOutFileset implements Fileset {
  private final FilesetPlan plan;
  private final int ordinal;
  private final long seed;
  private final Tree tree;
  private final String root;
  private final Chosen preallocatedFiles;
  private final Chosen preallocatedLeaves;
  private final Entries leaves;
  private final Entries directories;
  private Entries files;
  private long deviceBytes = -1;
  private final @Nullable BlockLedger ledger;

  LaidOutFileset(FilesetPlan plan, int ordinal, long seed, boolean compat, Tree tree) {
    this.plan = plan;
    this.ordinal = ordinal;
    this.seed = seed;
    this.tree = tree;
    root = rootOf(plan);
    RandomStream stream =
        new RandomStream(RandomStream.derive(seed, "fileset", streamOf(plan), "prealloc"));
    preallocatedFiles = Chosen.of(tree.files(), plan.preallocPercent(), stream);
    preallocatedLeaves = Chosen.of(tree.leafDirectories(), plan.preallocPercent(), stream);
    ledger = plan.contents().verified() ? newLedger() : null;
    byte[] prefix = root.getBytes(StandardCharsets.UTF_8);
    files = new Entries(tree.files(), (file, into) -> tree.file(file, prefix, into), false);
    if (ledger != null) {
      files.beforeDeletion(ledger::forget);
    }
    leaves =
        new Entries(
            tree.leafDirectories(), (leaf, into) -> tree.leafDirectory(leaf, prefix, into), compat);
    directories =
        new Entries(
            tree.directories(),
            (directory, into) -> tree.appendDirectory(directory, start(prefix, into)),
            false);
  }

  /** Runs are told apart by the time at which they lay their filesets out. */
  private BlockLedger newLedger() {
    int blockBytes = plan.contents().verifyBytes();
    long blocks = tree.sizes().totalBytes() / blockBytes;
    if (blocks > BlockLedger.MAX_BLOCKS) {
      throw new IllegalArgumentException(
          "fileset '%s' has %d verified blocks; the limit is %d: use a larger verifyblock"
              .formatted(plan.name(), blocks, BlockLedger.MAX_BLOCKS));
    }
    long identity = RandomStream.derive(seed, "verify", streamOf(plan));
    int run = 1 + (int) Math.floorMod(System.currentTimeMillis(), (1 << 24) - 1L);
    return new BlockLedger(
        new BlockFormat(identity, blockBytes, plan.contents().compressPercent()),
        run,
        tree.files(),
        tree.sizes()::of);
  }

  @Override
  public Contents contents() {
    return plan.contents();
  }

  @Override
  public @Nullable BlockLedger ledger() {
    return ledger;
  }

  private static FilePath start(byte[] prefix, FilePath into) {
    return into.clear().append(prefix, prefix.length);
  }

  /** Where the tree of a plan stands. */
  static String rootOf(FilesetPlan plan) {
    return plan.path().endsWith("/") ? plan.path() + plan.name() : plan.path() + "/" + plan.name();
  }

  /** What names the random stream of a plan: each virtual machine has its own. */
  static String streamOf(FilesetPlan plan) {
    return plan.machine().isEmpty() ? plan.name() : plan.machine() + "/" + plan.name();
  }

  /** From now on the fileset is one block device, used raw. Before other threads see it. */
  void becomeDevice(long sizeBytes) {
    byte[] prefix = root.getBytes(StandardCharsets.UTF_8);
    deviceBytes = sizeBytes;
    files = new Entries(1, (file, into) -> start(prefix, into), false);
    files.reset(true);
    leaves.reset(false);
    directories.reset(false);
  }

  public FilesetPlan plan() {
    return plan;
  }

  /** The path of the tree's root. */
  public String root() {
    return root;
  }

  /** Whether it turned out to be a block device that is used raw. */
  public boolean isDevice() {
    return deviceBytes >= 0;
  }

  /** The sizes of all files added up, preallocated or not. */
  public long totalBytes() {
    return isDevice() ? deviceBytes : tree.sizes().totalBytes();
  }

  public int fileCount() {
    return files.entries();
  }

  /** Directories that hold something, the root among them. */
  public int directoryCount() {
    return tree.directories();
  }

  public int leafDirectoryCount() {
    return leaves.entries();
  }

  /** Files that exist at the start. */
  public int preallocatedFiles() {
    return preallocatedFiles.count();
  }

  /** The sizes of the files that exist at the start, added up. Scans all. */
  public long preallocatedBytes() {
    long bytes = 0;
    for (int file = 0; file < tree.files(); file++) {
      bytes += preallocatedFiles.contains(file) ? tree.sizes().of(file) : 0;
    }
    return bytes;
  }

  /** Levels of directories; a root with files in its directories has 2. */
  public int depth() {
    return tree.maxDepth();
  }

  /** SHA-256 of names and sizes, hexadecimal: equal trees have equal digests. */
  public String digest() {
    return tree.digest();
  }

  /** Heap bytes that grow with the number of entries. */
  public long footprintBytes() {
    return tree.footprintBytes()
        + files.footprintBytes()
        + leaves.footprintBytes()
        + directories.footprintBytes()
        + preallocatedFiles.footprintBytes()
        + preallocatedLeaves.footprintBytes();
  }

  boolean isPreallocated(int file) {
    return preallocatedFiles.contains(file);
  }

  boolean isLeafPreallocated(int leaf) {
    return preallocatedLeaves.contains(leaf);
  }

  long maxFileBytes() {
    return tree.sizes().maxBytes();
  }

  long seed() {
    return seed;
  }

  @Override
  public String name() {
    return plan.name();
  }

  /** The virtual machine whose copy it is; empty: the physical client's. */
  public String machine() {
    return plan.machine();
  }

  @Override
  public int ordinal() {
    return ordinal;
  }

  @Override
  public Entries files() {
    return files;
  }

  @Override
  public Entries leafDirectories() {
    return leaves;
  }

  @Override
  public Entries directories() {
    return directories;
  }

  @Override
  public long sizeBytes(int file) {
    return deviceBytes >= 0 ? deviceBytes : tree.sizes().of(file);
  }

  @Override
  public boolean readOnly() {
    return plan.readOnly();
  }

  @Override
  public boolean writeOnly() {
    return plan.writeOnly();
  }
}
