package wml.cli.auto;

import java.util.ArrayList;
import java.util.List;
import wml.api.result.TestGrid;
import wml.api.result.TestGrid.Row;
import wml.api.result.TestGrid.Value;

/** Turns times into what is shown: per second, or per operation. */
public final class GridOfCells {
  private GridOfCells() {}

  public static TestGrid of(
      List<Cell> cells, CellLog log, AutoSettings settings, double limit, List<String> heading) {
    List<Row> rows = new ArrayList<>();
    for (Cell cell : cells) {
      CellTimes times = log.of(cell);
      List<Value> values = new ArrayList<>();
      List<Double> cpu = new ArrayList<>();
      for (AutoTest test : settings.tests()) {
        values.add(value(cell, times.of(test), settings, limit));
        if (settings.cpu()) {
          cpu.add(times.cpu().getOrDefault(test, Double.NaN) / times.rounds());
        }
      }
      rows.add(new Row(cell.fileBytes(), cell.recordBytes(), values, cpu));
    }
    return new TestGrid(
        heading,
        settings.unit(),
        settings.tests().stream().map(AutoTest::word).toList(),
        limit,
        rows);
  }

  private static Value value(Cell cell, PassTimes times, AutoSettings settings, double limit) {
    if (times.count() == 0) {
      return new Value(0, Double.NaN, Double.NaN, Double.NaN, true);
    }
    double median = of(cell, times.median(), settings);
    double a = of(cell, (double) times.low(), settings);
    double b = of(cell, (double) times.high(), settings);
    return new Value(
        times.count(), median, Math.min(a, b), Math.max(a, b), !(times.relative() <= limit));
  }

  /** Of threads, what all do together: each pass is that of one of them. */
  private static double of(Cell cell, double nanos, AutoSettings settings) {
    double seconds = Math.max(1, nanos) / 1e9;
    return switch (settings.unit()) {
      case KB_PER_SECOND -> settings.threads() * cell.fileBytes() / 1024.0 / seconds;
      case OPERATIONS_PER_SECOND -> settings.threads() * cell.records() / seconds;
      case MICROS_PER_OPERATION -> seconds * 1e6 / cell.records();
    };
  }
}
