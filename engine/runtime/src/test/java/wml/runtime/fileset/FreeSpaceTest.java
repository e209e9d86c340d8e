package wml.runtime.fileset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.api.plan.FilesetPlan;
import wml.api.target.Deployment;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.targets.memory.MemoryTarget;

/** Filesets on a store of 1 MiB. */
@SuppressWarnings("NullAway.Init") // JUnit calls deploy() first
final class FreeSpaceTest {
  private Deployment store;

  @BeforeEach
  void deploy() throws IOException {
    MemoryTarget target = new MemoryTarget();
    store =
        target.deploy(
            Options.resolve(target.info(), Map.of("limit", "1m")), new Scope(1, note -> {}));
    try (FileSystemSession session = store.connect(Identity.COORDINATOR)) {
      session.createDirectory(FilePath.of("/t"));
    }
  }

  @AfterEach
  void undeploy() throws IOException {
    store.close();
  }

  private static FilesetPlan plan(String name, long files, long size) {
    return Plans.named(name).files(files, 10).size(Plans.whole(size)).plan();
  }

  private static List<LaidOutFileset> laidOut(FilesetPlan... plans) {
    return FilesetBuilder.layOut(List.of(plans), 1, false);
  }

  @Test
  void whatFitsIsAccepted() throws IOException {
    FreeSpace.check(laidOut(plan("a", 100, 4096), plan("b", 100, 4096)), store);
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeAnythingIsCreated() throws IOException {
    FilesetException e =
        assertThrows(
            FilesetException.class, () -> FreeSpace.check(laidOut(plan("a", 300, 4096)), store));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("fileset 'a' needs 1.17 MiB"), message);
    assertTrue(message.contains("only 1.00 MiB are free"), message);
    assertTrue(e.remedy().contains("entries="), e.remedy());
    try (FileSystemSession session = store.connect(Identity.COORDINATOR)) {
      assertFalse(session.stat(FilePath.of("/t/a"), new FileStat()));
    }
  }

  @Test
  void filesetsOfOnePlaceAreAddedUp() {
    List<LaidOutFileset> both = laidOut(plan("a", 200, 4096), plan("b", 200, 4096));
    FilesetException e = assertThrows(FilesetException.class, () -> FreeSpace.check(both, store));
    assertTrue(String.valueOf(e.getMessage()).contains("'a', 'b' together need"), e.getMessage());
  }

  @Test
  void onlyFilesThatExistAtTheStartCount() throws IOException {
    FreeSpace.check(laidOut(Plans.named("a").files(10_000, 10).prealloc(0).plan()), store);
  }

  @Test
  void aTreeThatStandsMakesRoomForItsSuccessor() throws IOException {
    LaidOutFileset first = laidOut(plan("a", 200, 4096)).get(0);
    FilesetStore.materialise(first, store, FilesetStore.Progress.NONE);
    long free = store.describe("/t").freeBytes();
    assertTrue(free < 200 * 4096, "free " + free);
    FreeSpace.check(laidOut(plan("a", 200, 4096)), store);
    FreeSpace.check(laidOut(plan("a", 210, 4096)), store);
    assertThrows(
        FilesetException.class, () -> FreeSpace.check(laidOut(plan("a", 300, 4096)), store));
    assertEquals(free, store.describe("/t").freeBytes());
  }
}
