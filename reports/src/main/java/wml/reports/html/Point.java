package wml.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A point of the sweeps: its runs and a cell per flowop. */
final class Point {
  private final Map<String, String> at;
  private final List<@Nullable Cell> cells = new ArrayList<>();
  private int runs;
  private int invalid;
  private int unsteady;

  Point(Map<String, String> at) {
    this.at = at;
  }

  void count(boolean valid, boolean steady) {
    runs++;
    invalid += valid ? 0 : 1;
    unsteady += steady ? 0 : 1;
  }

  Cell cell(int flowop) {
    while (cells.size() <= flowop) {
      cells.add(null);
    }
    Cell cell = cells.get(flowop);
    if (cell == null) {
      cell = new Cell();
      cells.set(flowop, cell);
    }
    return cell;
  }

  Map<String, String> at() {
    return at;
  }

  /** By the flowop's index; null where it took no part. */
  List<@Nullable Cell> cells() {
    return cells;
  }

  int runs() {
    return runs;
  }

  int invalid() {
    return invalid;
  }

  /** Runs whose steady part was looked for and not found. */
  int unsteady() {
    return unsteady;
  }
}
