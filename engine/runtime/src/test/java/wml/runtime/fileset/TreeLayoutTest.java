package wml.runtime.fileset;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.RandomVariable;
import wml.api.target.FilePath;

/** The numbers come from runs of Filebench 1.5-alpha3 unless a test says otherwise. */
final class TreeLayoutTest {
  private static List<LaidOutFileset> compat(Plans... inOrderOfDefinition) {
    return FilesetBuilder.layOut(plans(inOrderOfDefinition), 1, true);
  }

  private static List<FilesetPlan> plans(Plans... plans) {
    return Stream.of(plans).map(Plans::plan).toList();
  }

  private static String mebibytes(LaidOutFileset fileset) {
    return String.format(Locale.ROOT, "%.3f", fileset.totalBytes() / 1048576.0);
  }

  private static String path(LaidOutFileset fileset, int file) {
    FilePath path = new FilePath();
    fileset.files().path(file, path);
    return path.toString();
  }

  /** Levels of directories above a file, counting the root. */
  private static int depth(LaidOutFileset fileset, int file) {
    return (int)
        path(fileset, file)
            .substring(fileset.root().length())
            .chars()
            .filter(c -> c == '/')
            .count();
  }

  private static int[] filesPerDirectory(LaidOutFileset fileset) {
    return IntStream.range(0, fileset.fileCount())
        .mapToObj(f -> path(fileset, f).replaceAll("/[0-9]+$", ""))
        .collect(groupingBy(d -> d, summingInt(d -> 1)))
        .values()
        .stream()
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  @Test
  void gammaTreeAfterAFlatOneIsFilebenchs() {
    LaidOutFileset fileset =
        compat(Plans.named("b").files(1000, 20), Plans.named("a").files(1000, 1_000_000)).get(0);
    assertEquals(60, fileset.directoryCount());
    int[] depths = IntStream.range(0, 1000).map(f -> depth(fileset, f)).sorted().toArray();
    assertEquals(2, depths[0]);
    assertEquals(6, depths[999]);
    int[] widths = filesPerDirectory(fileset);
    assertEquals(1, widths[0]);
    assertEquals(63, widths[widths.length - 1]);
  }

  @Test
  void regularTreeIsFilebenchs() {
    LaidOutFileset fileset = compat(Plans.named("a").files(1000, 20).gamma(0)).get(0);
    assertEquals(51, fileset.directoryCount());
    int[] widths = filesPerDirectory(fileset);
    assertEquals(50, widths.length);
    assertTrue(Arrays.stream(widths).allMatch(w -> w == 20));
    assertEquals("/t/a/00000001/00000001", path(fileset, 0));
    assertEquals("/t/a/00000050/00000020", path(fileset, 999));
  }

  @Test
  void webserverIsFilebenchs() {
    List<LaidOutFileset> both =
        compat(
            Plans.named("bigfileset").files(1000, 20).size(Plans.gammaSize(16384)),
            Plans.named("logfiles").files(1, 20).size(Plans.gammaSize(16384)));
    assertEquals("0.002", mebibytes(both.get(1)));
    assertEquals(57, both.get(0).directoryCount());
    assertEquals("14.760", mebibytes(both.get(0)));
  }

  @Test
  void varmailIsFilebenchs() {
    LaidOutFileset fileset =
        compat(Plans.named("mail").files(1000, 1_000_000).size(Plans.gammaSize(16384))).get(0);
    assertEquals(2, fileset.directoryCount());
    assertEquals("14.959", mebibytes(fileset));
  }

  @Test
  void omittedWidthGivesOneDirectoryPerFile() {
    LaidOutFileset fileset = compat(Plans.named("a").files(100, 0)).get(0);
    assertEquals(101, fileset.directoryCount());
    assertEquals("/t/a/00000100/00000001", path(fileset, 99));
  }

  @Test
  void singleFileStandsInOneDirectory() {
    LaidOutFileset fileset = compat(Plans.named("a").singleFile()).get(0);
    assertEquals(1, fileset.fileCount());
    assertEquals(2, fileset.directoryCount());
    assertEquals("/t/a/00000001/00000001", path(fileset, 0));
  }

  @Test
  void leafDirectoriesTakeTheGeometryOfFiles() {
    LaidOutFileset fileset = compat(Plans.named("a").leaves(1000).gamma(0)).get(0);
    assertEquals(51, fileset.directoryCount());
    assertEquals(1000, fileset.leafDirectoryCount());
    FilePath path = new FilePath();
    fileset.leafDirectories().path(999, path);
    assertEquals("/t/a/00000050/00000020", path.toString());
  }

  /** Ours: Filebench's trees that hold both were not looked at. */
  @Test
  void filesAndLeafDirectoriesNeverShareAName() {
    LaidOutFileset fileset = compat(Plans.named("a").files(300, 7).leaves(200)).get(0);
    Set<String> names = new HashSet<>();
    FilePath path = new FilePath();
    for (Entries entries :
        List.of(fileset.files(), fileset.leafDirectories(), fileset.directories())) {
      for (int entry = 0; entry < entries.entries(); entry++) {
        entries.path(entry, path);
        assertTrue(names.add(path.toString()), path.toString());
      }
    }
    assertEquals(500 + fileset.directoryCount(), names.size());
  }

  @Test
  void randvarsDrawFromTheirOwnGeneratorAcrossFilesets() {
    Value size = randvar("s", new Distribution.Uniform(0, 1000), 42);
    LaidOutFileset alone = compat(Plans.named("a").files(10, 20).size(size)).get(0);
    List<LaidOutFileset> two =
        compat(
            Plans.named("b").files(10, 20).size(size), Plans.named("a").files(10, 20).size(size));
    assertEquals(alone.totalBytes(), two.get(1).totalBytes());
    assertNotEquals(alone.totalBytes(), two.get(0).totalBytes(), "goes on, does not start anew");
  }

  @Test
  void dirdepthrvKeepsItsShapeButGetsTheMeanDepthOfTheTree() {
    // Uniform with its mean moved to ln(1000)/ln(10) = 3: from 2 to 4, truncated 2 or 3.
    Value depth = randvar("d", new Distribution.Uniform(2, 1000), 7);
    LaidOutFileset fileset = compat(Plans.named("a").files(1000, 10).depth(depth)).get(0);
    int[] depths =
        IntStream.range(0, 1000).map(f -> depth(fileset, f)).distinct().sorted().toArray();
    assertEquals(List.of(2, 3), Arrays.stream(depths).boxed().toList());
  }

  @Test
  void randvarWidthReplacesTheGammaDraw() {
    Value width = randvar("w", new Distribution.Uniform(10, 12), 7);
    LaidOutFileset fileset = compat(Plans.named("a").files(990, 0).width(width)).get(0);
    int[] widths = filesPerDirectory(fileset);
    assertTrue(Arrays.stream(widths).skip(1).allMatch(w -> w == 10 || w == 11));
  }

  private static Value randvar(String name, Distribution distribution, long seed) {
    return new Value.Random(
        new RandomVariable(name, distribution, 0, 0, Double.MAX_VALUE, true, seed));
  }

  @Test
  void byDefaultFilesetsDoNotDisturbEachOther() {
    Plans a = Plans.named("a").files(500, 20).size(Plans.gammaSize(1000));
    Plans b = Plans.named("b").files(500, 20).size(Plans.gammaSize(1000));
    String alone = FilesetBuilder.layOut(plans(a), 5, false).get(0).digest();
    assertEquals(alone, FilesetBuilder.layOut(plans(a, b), 5, false).get(0).digest());
    assertNotEquals(alone, FilesetBuilder.layOut(plans(a, b), 5, false).get(1).digest());
    assertNotEquals(alone, FilesetBuilder.layOut(plans(a), 6, false).get(0).digest());
  }

  @Test
  void compatTreesDoNotDependOnTheSeed() {
    Plans a = Plans.named("a").files(500, 20).size(Plans.gammaSize(1000));
    assertEquals(
        FilesetBuilder.layOut(plans(a), 5, true).get(0).digest(),
        FilesetBuilder.layOut(plans(a), 6, true).get(0).digest());
  }

  /** Ours, to notice a change: recorded when the values of Filebench above were met. */
  @Test
  void compatTreesStayWhatTheyWere() {
    List<LaidOutFileset> filesets =
        compat(
            Plans.named("deep").files(2000, 3),
            Plans.named("one").files(50, 1),
            Plans.named("spread").files(5000, 100).gamma(500).size(Plans.gammaSize(4096)),
            Plans.named("dirs").leaves(3000));
    assertEquals(
        List.of("30f462d7563971c3", "8cf8cee76b426761", "10b41c5baeff66b6", "51f4ede8d204d481"),
        filesets.stream().map(f -> f.digest().substring(0, 16)).toList());
  }

  @Test
  void refusesWhatCanNotBe() {
    for (Plans wrong :
        List.of(
            Plans.named("a").files(1L << 31, 1000),
            Plans.named("a"),
            Plans.named("..").files(1, 1),
            Plans.named("a/../b").files(1, 1),
            Plans.named(".wml").files(1, 1),
            Plans.named("a").files(10, 10).size(Plans.whole(1L << 62)))) {
      assertThrows(IllegalArgumentException.class, () -> compat(wrong));
    }
  }

  @Test
  void refusesFilesetsThatOverlap() {
    Plans outer = Plans.named("a").files(1, 1);
    Plans inner = Plans.named("b").at("/t//a").files(1, 1);
    assertThrows(IllegalArgumentException.class, () -> compat(outer, inner));
    assertEquals(2, compat(outer, Plans.named("ab").files(1, 1)).size());
  }
}
