package wml.reports.iozone;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wml.api.result.GridFormat;
import wml.api.result.TestGrid;
import wml.api.result.TestGrid.Row;
import wml.api.result.TestGrid.Value;

/**
 * The table that scripts cut columns from: a line per file and record size in KiB, then a number
 * per test, right-aligned and apart. Behind the tests stands the processor time of each, in
 * percent, if it was asked for. What is unstable is listed below, in lines that begin with ~.
 */
@AutoService(GridFormat.class)
public final class GridText implements GridFormat {
  private static final int KIB = 1024;

  /** Fewer passes have no interval. */
  private static final int FEWEST = 6;

  @Override
  public String name() {
    return "text";
  }

  @Override
  public void write(TestGrid grid, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    grid.heading().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    heads(grid, text);
    for (Row row : grid.rows()) {
      text.append("%16s%8s".formatted(kib(row.fileBytes()), kib(row.recordBytes())));
      row.values().forEach(value -> text.append(column(number(grid, value.median()))));
      row.cpu().forEach(part -> text.append(column(percent(part))));
      text.append('\n');
    }
    text.append('\n');
    unstable(grid, text);
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void heads(TestGrid grid, StringBuilder text) {
    List<TestName> names = grid.tests().stream().map(TestName::of).toList();
    boolean cpu = grid.rows().stream().anyMatch(row -> !row.cpu().isEmpty());
    StringBuilder upper = new StringBuilder("%24s".formatted(""));
    StringBuilder lower = new StringBuilder("%16s%8s".formatted("kB", "reclen"));
    for (TestName name : names) {
      upper.append(column(name.upper()));
      lower.append(column(name.lower()));
    }
    for (TestName name : cpu ? names : List.<TestName>of()) {
      upper.append(column(name.upper().isEmpty() ? "cpu" : name.upper()));
      lower.append(column(name.lower() + "%"));
    }
    if (!upper.toString().isBlank()) {
      text.append(upper.toString().stripTrailing()).append('\n');
    }
    text.append(lower).append('\n');
  }

  private static void unstable(TestGrid grid, StringBuilder text) {
    List<String> lines = new ArrayList<>();
    for (Row row : grid.rows()) {
      List<String> tests = new ArrayList<>();
      for (int i = 0; i < row.values().size(); i++) {
        Value value = row.values().get(i);
        if (value.unstable()) {
          tests.add(grid.tests().get(i) + " " + spread(value));
        }
      }
      if (!tests.isEmpty()) {
        lines.add(
            "~ %s %s: %s"
                .formatted(kib(row.fileBytes()), kib(row.recordBytes()), String.join(", ", tests)));
      }
    }
    String limit = String.format(Locale.ROOT, "%.3g %%", grid.limit() * 100);
    if (lines.isEmpty()) {
      text.append("all medians are known within ").append(limit).append(" (95 % interval)\n");
    } else {
      text.append("unstable, 95 % interval of the median wider than ").append(limit);
      text.append(", or fewer than ").append(FEWEST).append(" passes (in parentheses):\n");
      lines.forEach(line -> text.append(line).append('\n'));
    }
  }

  /** Such as {@code -8 % +31 % (12)}: the ends of the interval, and of how many passes. */
  private static String spread(Value value) {
    return value.passes() < FEWEST
        ? "(%d)".formatted(value.passes())
        : String.format(
            Locale.ROOT,
            "%+.0f %% %+.0f %% (%d)",
            (value.low() / value.median() - 1) * 100,
            (value.high() / value.median() - 1) * 100,
            value.passes());
  }

  /** At least one blank stands before it, however long it is. */
  private static String column(String text) {
    return " %9s".formatted(text);
  }

  static String number(TestGrid grid, double value) {
    return String.format(Locale.ROOT, "%." + grid.unit().decimals() + "f", value);
  }

  static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f", part * 100);
  }

  /** Whole KiB, as iozone writes sizes; with a fraction where a size is none. */
  static String kib(long bytes) {
    return bytes % KIB == 0
        ? Long.toString(bytes / KIB)
        : String.format(Locale.ROOT, "%.3f", bytes / (double) KIB);
  }
}
