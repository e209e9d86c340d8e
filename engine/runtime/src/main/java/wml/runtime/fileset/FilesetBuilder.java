package wml.runtime.fileset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   * @return in the same order; ordinals count from 0 in each machine
   * @throws IllegalArgumentException if a fileset can't be laid out; the message says what to
   *     change
   */
  public static List<LaidOutFileset> layOut(List<FilesetPlan> plans, long seed, boolean compat) {
    plans.forEach(FilesetBuilder::checkName);
    checkApart(plans);
    int[] ordinals = ordinals(plans);
    Draws draws = new Draws(seed, compat);
    LaidOutFileset[] filesets = new LaidOutFileset[plans.size()];
    for (boolean physical : new boolean[] {true, false}) { // what virtual machines draw comes after
      for (int i = plans.size() - 1; i >= 0; i--) {
        FilesetPlan plan = plans.get(i);
        if (plan.machine().isEmpty() == physical) {
          Tree tree = TreeLayout.of(plan, draws.forFileset(LaidOutFileset.streamOf(plan)));
          checkPathLength(plan, tree);
          filesets[i] = new LaidOutFileset(plan, ordinals[i], seed, compat, tree);
        }
      }
    }
    return List.of(filesets);
  }

  private static int[] ordinals(List<FilesetPlan> plans) {
    Map<String, Integer> perMachine = new HashMap<>();
    return plans.stream()
        .mapToInt(plan -> perMachine.merge(plan.machine(), 1, Integer::sum) - 1)
        .toArray();
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

  /** No root may be that of another fileset or stand above it. */
  private static void checkApart(List<FilesetPlan> plans) {
    Map<Path, FilesetPlan> roots = new HashMap<>();
    for (FilesetPlan plan : plans) {
      FilesetPlan other = roots.putIfAbsent(normalRoot(plan), plan);
      if (other != null) {
        throw overlap(other, plan);
      }
    }
    for (FilesetPlan plan : plans) {
      for (Path above = normalRoot(plan).getParent(); above != null; above = above.getParent()) {
        FilesetPlan other = roots.get(above);
        if (other != null) {
          throw plans.indexOf(other) < plans.indexOf(plan)
              ? overlap(other, plan)
              : overlap(plan, other);
        }
      }
    }
  }

  private static Path normalRoot(FilesetPlan plan) {
    return Path.of(LaidOutFileset.rootOf(plan)).normalize();
  }

  private static IllegalArgumentException overlap(FilesetPlan one, FilesetPlan other) {
    return new IllegalArgumentException(
        "filesets '%s' and '%s' overlap: building '%s' would remove files of the other; "
                .formatted(one.name(), other.name(), LaidOutFileset.rootOf(other))
            + "choose another path or name for one of them");
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
