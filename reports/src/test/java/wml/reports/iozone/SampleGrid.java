package wml.reports.iozone;

import java.util.ArrayList;
import java.util.List;
import wml.api.result.TestGrid;
import wml.api.result.TestGrid.Row;
import wml.api.result.TestGrid.Unit;
import wml.api.result.TestGrid.Value;

/** Grids made by hand. */
final class SampleGrid {
  static final List<String> TESTS =
      List.of(
          "write",
          "rewrite",
          "read",
          "reread",
          "randomread",
          "randomwrite",
          "backwardread",
          "recordrewrite",
          "strideread",
          "fwrite",
          "frewrite",
          "fread",
          "freread");

  private SampleGrid() {}

  /** The value of a test in a cell, unlike any other. */
  static double median(int test, long fileBytes, long recordBytes) {
    return 1e6 * (test + 1) + fileBytes * 10.0 / 1024 + recordBytes / 4096 % 10;
  }

  /** Files of 16 and 32 MiB, with the hole of small records, and one value that is unstable. */
  static TestGrid thirteen(Unit unit, boolean cpu) {
    List<Row> rows = new ArrayList<>();
    for (long file : new long[] {16L << 20, 32L << 20}) {
      for (long record = file == 16 << 20 ? 4096 : 65536; record <= 16 << 20; record *= 2) {
        rows.add(row(file, record, cpu));
      }
    }
    return new TestGrid(List.of("a heading", "command  wml auto -a"), unit, TESTS, 0.1, rows);
  }

  private static Row row(long file, long record, boolean cpu) {
    List<Value> values = new ArrayList<>();
    List<Double> parts = new ArrayList<>();
    for (int test = 0; test < TESTS.size(); test++) {
      double median = median(test, file, record);
      boolean unstable = test == 4 && record == 65536 && file == 16 << 20;
      double half = median * (unstable ? 0.3 : 0.01);
      values.add(new Value(12, median, median - half, median + half, unstable));
      if (cpu) {
        parts.add((test + 1) / 100.0);
      }
    }
    return new Row(file, record, values, parts);
  }
}
