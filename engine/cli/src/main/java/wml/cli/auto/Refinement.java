package wml.cli.auto;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import wml.api.measure.MedianInterval;

/** Where a finer grid tells more: between neighbours that differ much and for sure. */
final class Refinement {
  /** Neighbours on a smooth surface differ by less. */
  private static final double FACTOR = 1.5;

  /** Sizes in between are whole pages, so that O_DIRECT takes them. */
  private static final long PAGE = 4096;

  private record Break(double ratio, Bounds between) {}

  private Refinement() {}

  /** Cells in the middle between neighbours, the largest breaks first. */
  static List<Bounds> of(
      List<Cell> cells, Function<Cell, CellTimes> known, Collection<AutoTest> tests, int most) {
    Map<String, Cell> byKey = new LinkedHashMap<>();
    cells.forEach(cell -> byKey.put(cell.key(), cell));
    List<Break> breaks = new ArrayList<>();
    for (Cell cell : cells) {
      long file = cell.fileBytes();
      long record = cell.recordBytes();
      Cell larger = byKey.get(2 * file + "/" + record);
      if (larger != null) {
        add(
            breaks,
            ratio(known.apply(cell), cell, known.apply(larger), larger, tests),
            file + file / 2,
            record);
      }
      Cell coarser = byKey.get(file + "/" + 2 * record);
      if (coarser != null) {
        add(
            breaks,
            ratio(known.apply(cell), cell, known.apply(coarser), coarser, tests),
            file,
            record + record / 2);
      }
    }
    return breaks.stream()
        .sorted(Comparator.comparingDouble(Break::ratio).reversed())
        .map(Break::between)
        .distinct()
        .limit(most)
        .toList();
  }

  private static void add(List<Break> breaks, double ratio, long file, long record) {
    if (ratio > FACTOR && file % PAGE == 0 && record % PAGE == 0) {
      breaks.add(new Break(ratio, new Bounds(file, file, record, record, true)));
    }
  }

  /** By how much the test differs most that differs for sure: its intervals don't overlap. */
  private static double ratio(
      CellTimes ofA, Cell a, CellTimes ofB, Cell b, Collection<AutoTest> tests) {
    double most = 1;
    for (AutoTest test : tests) {
      PassTimes one = ofA.of(test);
      PassTimes other = ofB.of(test);
      if (one.count() < MedianInterval.FEWEST || other.count() < MedianInterval.FEWEST) {
        continue;
      }
      double here = 1.0 / a.fileBytes();
      double there = 1.0 / b.fileBytes();
      boolean apart =
          one.high() * here < other.low() * there || other.high() * there < one.low() * here;
      double ratio = one.median() * here / (other.median() * there);
      if (apart) {
        most = Math.max(most, Math.max(ratio, 1 / ratio));
      }
    }
    return most;
  }
}
