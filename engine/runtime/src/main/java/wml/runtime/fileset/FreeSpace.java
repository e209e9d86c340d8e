package wml.runtime.fileset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wml.api.target.Deployment;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;
import wml.api.units.Sizes;

/**
 * Refuses filesets that can't fit where they are to stand, before anything is written. Only the
 * bytes of files count, and what a tree that stands there holds already: a store may need more, and
 * then creation fails as it does when a disk fills up.
 */
public final class FreeSpace {
  /** Filesets of one place, in the order of their creation. */
  private static final class Place {
    final Placement placement;
    final List<LaidOutFileset> filesets = new ArrayList<>();
    long bytes;

    Place(Placement placement) {
      this.placement = placement;
    }
  }

  private FreeSpace() {}

  /**
   * Checks filesets that are about to be created.
   *
   * @throws FilesetException if they need more than is free
   */
  public static void check(List<LaidOutFileset> filesets, Deployment deployment)
      throws IOException {
    Map<Map<String, String>, Place> places = new LinkedHashMap<>();
    for (LaidOutFileset fileset : filesets) {
      long bytes = fileset.preallocatedBytes();
      if (bytes == 0) {
        continue;
      }
      Placement placement = deployment.describe(fileset.root());
      Place place = places.computeIfAbsent(placement.facts(), facts -> new Place(placement));
      place.bytes = sum(place.bytes, bytes);
      place.filesets.add(fileset);
      if (isTooMuch(place.bytes, placement)) {
        // looked at only now: it costs a walk through the trees that stand
        place.bytes = needed(place.filesets, deployment);
        if (isTooMuch(place.bytes, placement)) {
          throw refused(place);
        }
      }
    }
  }

  private static boolean isTooMuch(long bytes, Placement placement) {
    return placement.freeBytes() >= 0 && bytes > placement.freeBytes();
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private static long needed(List<LaidOutFileset> filesets, Deployment deployment)
      throws IOException {
    long bytes = 0;
    try (FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      for (LaidOutFileset fileset : filesets) {
        FileStat root = new FileStat();
        boolean stands = session.stat(FilePath.of(fileset.root()), root);
        if (stands && root.type == FileStat.Type.BLOCK_DEVICE) {
          continue; // used as it is
        }
        long there = stands && root.isDirectory() ? standing(session, fileset.root(), root, 0) : 0;
        bytes = sum(bytes, Math.max(0, fileset.preallocatedBytes() - there));
      }
    }
    return bytes;
  }

  /** Bytes of all files below a directory: they are kept or removed, so their room is there. */
  private static long standing(
      FileSystemSession session, String directory, FileStat stat, int depth) throws IOException {
    long bytes = 0;
    NameList names = TreeRemoval.list(session, directory);
    FilePath path = new FilePath();
    for (int i = 0; i < names.size() && depth <= TreeLayout.MAX_DEPTH; i++) {
      names.append(i, path.set(directory));
      if (!session.stat(path, stat)) {
        continue;
      }
      if (stat.type == FileStat.Type.FILE) {
        bytes = sum(bytes, stat.sizeBytes);
      } else if (stat.isDirectory()) {
        bytes = sum(bytes, standing(session, path.toString(), stat, depth + 1));
      }
    }
    return bytes;
  }

  private static FilesetException refused(Place place) {
    boolean several = place.filesets.size() > 1;
    String names =
        place.filesets.stream().map(f -> "'" + f.name() + "'").collect(Collectors.joining(", "));
    LaidOutFileset last = place.filesets.getLast();
    Map<String, String> facts = place.placement.facts();
    String type = facts.getOrDefault("type", "");
    String mount = facts.getOrDefault("mount", "");
    String where = (type + (mount.isEmpty() ? "" : " at " + mount)).strip();
    return new FilesetException(
        "%s: %s %s %s %s to be written at '%s', but only %s are free there%s"
            .formatted(
                last.plan().at(),
                several ? "filesets" : "fileset",
                names,
                several ? "together need" : "needs",
                Sizes.format((double) place.bytes),
                last.root(),
                Sizes.format((double) place.placement.freeBytes()),
                where.isEmpty() ? "" : " (" + where + ")"),
        "nothing was created: lower entries=, size= or prealloc=, or choose another --dir",
        null);
  }
}
