package wml.cli.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A finer grid is added where the surface breaks, and nowhere else. */
final class RefinementTest {
  private static final long KIB = 1024;

  private final List<Cell> cells = new ArrayList<>();
  private final Map<Cell, CellTimes> times = new LinkedHashMap<>();

  /** Ten passes within a spread around a speed in bytes per nanosecond. */
  private void cell(long fileKib, long recordKib, double speed, double spread) {
    Cell cell = new Cell(fileKib * KIB, recordKib * KIB, List.of());
    double nanos = fileKib * KIB / speed;
    PassTimes passes =
        new PassTimes(
            LongStream.range(0, 10)
                .map(i -> (long) (nanos * (1 + spread * (i - 4.5) / 9)))
                .toArray());
    cells.add(cell);
    times.put(cell, new CellTimes(1, Map.of(AutoTest.READ, passes), Map.of(), List.of()));
  }

  private List<Bounds> refined(int most) {
    return Refinement.of(
        cells, c -> times.getOrDefault(c, CellTimes.NONE), List.of(AutoTest.READ), most);
  }

  private static Bounds at(long fileKib, long recordKib) {
    return new Bounds(fileKib * KIB, fileKib * KIB, recordKib * KIB, recordKib * KIB, true);
  }

  @Test
  void theLargestBreaksComeFirst() {
    cell(1024, 64, 8, 0.02);
    cell(2048, 64, 7.5, 0.02);
    cell(4096, 64, 4, 0.02);
    cell(8192, 64, 1, 0.02);
    assertEquals(List.of(at(6144, 64), at(3072, 64)), refined(9));
    assertEquals(List.of(at(6144, 64)), refined(1));
  }

  @Test
  void recordsAreRefinedToo() {
    cell(1024, 64, 2, 0.02);
    cell(1024, 128, 6, 0.02);
    assertEquals(List.of(at(1024, 96)), refined(9));
  }

  @Test
  void aDifferenceThatIsNotSureIsNone() {
    cell(1024, 64, 4, 3);
    cell(2048, 64, 2, 3);
    assertEquals(List.of(), refined(9));
  }

  @Test
  void sizesBetweenAreWholePages() {
    cell(64, 4, 1, 0.02);
    cell(64, 8, 9, 0.02);
    assertEquals(List.of(), refined(9));
  }
}
