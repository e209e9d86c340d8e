package wml.runtime.fileset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import wml.api.plan.FilesetPlan;
import wml.api.target.FilePath;

/** Lays out the trees of a run. Pure: does no I/O, and the same arguments give the same trees. */
public final class FilesetBuilder {
  /** "/" and the digits of a serial; more than 8 digits need more than 100 million siblings. */
  private static final int BYTES_PER_LEVEL = 9;

  private FilesetBuilder() {}

  /**
   * Lays out all filesets of a run at once, the last defined first, since in compat mode they share
   * a generator.
   *
   * @param plans in the order of their definition
   * @param compat the trees are Filebench's
   * @return in the same order; the index is the ordinal
   * @throws IllegalArgumentException if a fileset can't be laid out; the message says what to
   *     change
   */
  public static List<LaidOutFileset> layOut(List<FilesetPlan> plans, long seed, boolean compat) {
    for (int i = 0; i < plans.size(); i++) {
      checkName(plans.get(i));
      for (int j = 0; j < i; j++) {
        checkApart(plans.get(j), plans.get(i));
      }
    }
    Draws draws = new Draws(seed, compat);
    List<LaidOutFileset> filesets = new ArrayList<>(plans.size());
    for (int ordinal = plans.size() - 1; ordinal >= 0; ordinal--) {
      FilesetPlan plan = plans.get(ordinal);
      Tree tree = TreeLayout.of(plan, draws.forFileset(plan.name()));
      checkPathLength(plan, tree);
      filesets.add(new LaidOutFileset(plan, ordinal, seed, compat, tree));
    }
    Collections.reverse(filesets);
    return List.copyOf(filesets);
  }

  /** Names are parts of paths that may be removed, so that none may lead elsewhere. */
  private static void checkName(FilesetPlan plan) {
    for (String part : plan.name().split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.equals(Manifest.FOLDER)) {
        throw new IllegalArgumentException(
            "a fileset can't be called '%s': its name is a path below '%s' and '%s' is no name of a"
                    .formatted(plan.name(), plan.path(), part)
                + " directory that may be made and removed; choose another name");
      }
    }
    if (plan.path().isEmpty()) {
      throw new IllegalArgumentException("fileset '" + plan.name() + "' has an empty path");
    }
  }

  private static void checkApart(FilesetPlan one, FilesetPlan other) {
    Path a = Path.of(LaidOutFileset.rootOf(one)).normalize();
    Path b = Path.of(LaidOutFileset.rootOf(other)).normalize();
    if (a.startsWith(b) || b.startsWith(a)) {
      throw new IllegalArgumentException(
          "filesets '%s' and '%s' overlap: building '%s' would remove files of the other; "
                  .formatted(one.name(), other.name(), LaidOutFileset.rootOf(other))
              + "choose another path or name for one of them");
    }
  }

  private static void checkPathLength(FilesetPlan plan, Tree tree) {
    int root = LaidOutFileset.rootOf(plan).getBytes(StandardCharsets.UTF_8).length;
    long longest = root + (tree.maxDepth() + 1L) * (BYTES_PER_LEVEL + 2);
    if (longest >= FilePath.MAX_BYTES) {
      throw new IllegalArgumentException(
          "fileset '%s' is %d directories deep, so that paths may be %d bytes long, more than %d; "
                  .formatted(plan.name(), tree.maxDepth(), longest, FilePath.MAX_BYTES - 1)
              + "use a larger dirwidth or a shorter path");
    }
  }
}
