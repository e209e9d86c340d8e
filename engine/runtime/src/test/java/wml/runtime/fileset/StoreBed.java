package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import wml.api.target.Deployment;
import wml.api.target.FilePath;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.targets.posix.PosixTarget;

/** A real file system, since most of this is about what else may be there. */
abstract class StoreBed {
  static final long SEED = 11;

  @TempDir Path dir;
  Deployment posix;

  @BeforeEach
  void deploy() throws IOException {
    PosixTarget target = new PosixTarget();
    posix = target.deploy(Options.resolve(target.info(), Map.of()), new Scope(SEED, note -> {}));
  }

  @AfterEach
  void undeploy() throws IOException {
    posix.close();
  }

  static LaidOutFileset laidOut(Plans plan) {
    return FilesetBuilder.layOut(List.of(plan.plan()), SEED, true).get(0);
  }

  LaidOutFileset materialised(Plans plan) throws IOException {
    LaidOutFileset fileset = laidOut(plan);
    FilesetStore.materialise(fileset, posix, FilesetStore.Progress.NONE);
    return fileset;
  }

  Plans plan(String name) {
    return Plans.named(name).at(dir.toString()).files(100, 10).size(Plans.gammaSize(5000));
  }

  static Path path(LaidOutFileset fileset, int file) {
    FilePath path = new FilePath();
    fileset.files().path(file, path);
    return Path.of(path.toString());
  }

  static long countBelow(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.count();
    }
  }

  static void assertStands(LaidOutFileset fileset) throws IOException {
    int existing = 0;
    for (int file = 0; file < fileset.fileCount(); file++) {
      Path path = path(fileset, file);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        existing++;
        assertEquals(fileset.sizeBytes(file), Files.size(path), path.toString());
      }
    }
    assertEquals(fileset.preallocatedFiles(), existing);
    assertEquals(existing, fileset.files().existing());
    assertEquals(
        fileset.directoryCount() + fileset.leafDirectories().existing() + existing,
        countBelow(Path.of(fileset.root())),
        "and nothing else");
  }
}
