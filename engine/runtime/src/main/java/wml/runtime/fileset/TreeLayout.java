package wml.runtime.fileset;

import org.jspecify.annotations.Nullable;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.LongSource;
import wml.api.random.UniformSource;

/**
 * Lays out one tree as Filebench does. Used once, by one thread; about 50 ns per file and 300 ns
 * per directory.
 *
 * <p>What fits Filebench's trees to the byte (TreeLayoutTest holds the golden values):
 *
 * <ol>
 *   <li>On entering a directory, the root too, its depth is drawn first, then its width, then its
 *       children are made. A file's size is drawn when the file is made.
 *   <li>The depth is truncated, with 0 as 1. The width is <em>not</em>: a directory of width 19.2
 *       gets 20 entries. Truncating it gives 61 instead of 57 directories for the webserver.
 *   <li>A mean depth that is infinite or no number (dirwidth=1) is what the conversion of such a
 *       double to an int makes of it in C on x86, the smallest int: each directory is a leaf.
 *   <li>With dirwidth=0 the mean depth is 0 and widths are 0, which count as 1.
 *   <li>Leaf directories are a second pass from the same root, which keeps its draws and numbers
 *       its directories on. No golden value covers trees that hold both.
 * </ol>
 */
final class TreeLayout {
  /** Deeper trees have paths longer than PATH_MAX: each level takes 9 bytes of 4095. */
  static final int MAX_DEPTH = 450;

  private final int files;
  private final int leafDirectories;
  private final boolean drawn;
  private final double shape;
  private final double meanWidth;
  private final double meanDepth;
  private final UniformSource geometry;
  private final LongSource sizeDraws;
  private final @Nullable LongSource widths;
  private final @Nullable LongSource depths;

  private final IntColumn parents;
  private final IntColumn serials;
  private final IntColumn firsts;
  private int maxDepth;

  /** The directories from the root to where the pass is. */
  private final int[] path = new int[MAX_DEPTH + 1];

  private final double[] widthOf = new double[MAX_DEPTH + 1];
  private final int[] children = new int[MAX_DEPTH + 1];
  private final boolean[] leaf = new boolean[MAX_DEPTH + 1];

  private TreeLayout(FilesetPlan plan, Draws.ForFileset draws) {
    files = limited(plan, plan.singleFile() ? 1 : plan.files(), "entries");
    leafDirectories = limited(plan, plan.singleFile() ? 0 : plan.leafDirectories(), "leafdirs");
    if (files + (long) leafDirectories == 0) {
      throw new IllegalArgumentException(
          "fileset '" + plan.name() + "' has neither entries nor leafdirs; give one of them");
    }
    Value width = plan.singleFile() ? new Value.Whole(10) : plan.dirWidth();
    long gamma = plan.singleFile() ? 0 : plan.dirGamma();
    drawn = gamma != 0;
    shape = gamma / 1000.0;
    meanWidth = Draws.mean(width, "dirwidth");
    meanDepth = Math.log((double) files + leafDirectories) / Math.log(meanWidth);
    geometry = draws.geometry();
    sizeDraws = draws.numbers(plan.size(), "size");
    widths = width instanceof Value.Random ? draws.numbers(width, "dirwidth") : null;
    depths = plan.singleFile() ? null : depthDraws(plan.dirDepth(), draws);
    int expected = (int) Math.min(1 << 20, (files + (long) leafDirectories) / 8);
    parents = new IntColumn(expected);
    serials = new IntColumn(expected);
    firsts = new IntColumn(expected);
  }

  static Tree of(FilesetPlan plan, Draws.ForFileset draws) {
    return new TreeLayout(plan, draws).build();
  }

  private static int limited(FilesetPlan plan, long count, String attribute) {
    if (count < 0 || count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "fileset '%s' has %s=%d, but at most %d are possible; split it into several filesets"
              .formatted(plan.name(), attribute, count, Integer.MAX_VALUE - 8));
    }
    return (int) count;
  }

  private @Nullable LongSource depthDraws(Value depth, Draws.ForFileset draws) {
    if (depth instanceof Value.Random random) {
      return draws.numbersWithMean(random.variable(), meanDepth);
    }
    LongSource constant = draws.numbers(depth, "dirdepthrv");
    return constant.next() == 0 ? null : constant;
  }

  private Tree build() {
    int[] fileDirectories = new int[files];
    int[] leaves = new int[leafDirectories];
    boolean varying = !(sizeDraws instanceof LongSource.Constant);
    FileSizes sizes =
        varying ? FileSizes.varying(files) : FileSizes.constant(sizeDraws.next(), files);
    enter(1, -1, 0);
    populate(fileDirectories, varying ? sizes : null);
    populate(leaves, null);
    return new Tree(
        parents.toArray(),
        serials.toArray(),
        firsts.toArray(),
        fileDirectories,
        leaves,
        sizes,
        maxDepth);
  }

  /** One pass: directories until all entries have a place. */
  private void populate(int[] directoryOf, @Nullable FileSizes sizes) {
    int depth = 1;
    int made = 0;
    while (made < directoryOf.length) {
      if (leaf[depth]) {
        int directory = path[depth];
        firsts.set(directory, made);
        double end = widthOf[depth] + 1;
        for (int i = 1; i < end && made < directoryOf.length; i++) {
          directoryOf[made++] = directory;
          if (sizes != null) {
            sizes.add(sizeDraws.next());
          }
        }
        depth--;
      } else if (depth == 1 || children[depth] + 1 < widthOf[depth] + 1) {
        enter(depth + 1, path[depth], ++children[depth]);
        depth++;
      } else {
        depth--;
      }
    }
  }

  private void enter(int depth, int parent, int serial) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "the tree is more than " + MAX_DEPTH + " directories deep; use a larger dirwidth");
    }
    path[depth] = parents.size();
    parents.add(parent);
    serials.add(serial);
    firsts.add(-1);
    maxDepth = Math.max(maxDepth, depth);
    double drawnDepth = depths != null ? depths.next() : spread(meanDepth);
    leaf[depth] = depth > 1 && depth >= truncated(drawnDepth);
    double width = widths != null ? widths.next() : spread(meanWidth);
    widthOf[depth] = width > 0 ? width : 1;
    children[depth] = 0;
  }

  private double spread(double mean) {
    return drawn ? mean / shape * Distribution.sampleGamma(shape, geometry) : mean;
  }

  private static int truncated(double depth) {
    return depth >= 1 && depth < 0x1p31 ? (int) depth : 1;
  }
}
