package wml.reports.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.RunResult;
import wml.api.units.Durations;

/**
 * The flowops as aligned columns. Numbers take what they need, names what is left of the line; the
 * last row adds up what counts as I/O.
 */
final class FlowopTable {
  private static final double MIB = 1024 * 1024;
  private static final int MIN_NAME = 8;
  private static final int GOOD_NAME = 16;
  private static final String NONE = "-";

  /** Virtual machines that get a line; the result document has all. */
  private static final int MACHINES_SHOWN = 20;

  private static final List<String> COLUMNS =
      List.of("ops", "ops/s", "MiB/s", "mean", "p50", "p99", "p99.9", "max", "err", "share");

  private final RunResult result;
  private final int maxWidth;
  private final List<String> headings = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private FlowopTable(RunResult result, int maxWidth, String subject) {
    this.result = result;
    this.maxWidth = maxWidth;
    headings.add(subject);
    headings.addAll(COLUMNS);
  }

  /** A line per flowop; those of a definition's virtual machines are added up. */
  static FlowopTable ofFlowops(RunResult result, int maxWidth) {
    FlowopTable table = new FlowopTable(result, maxWidth, "flowop");
    table.addFlowops();
    return table;
  }

  /** A line per machine, of its I/O; the physical client comes first. */
  static FlowopTable ofMachines(RunResult result, int maxWidth) {
    FlowopTable table = new FlowopTable(result, maxWidth, "machine");
    List<RunResult.FlowopRecord> physical = result.physicalFlowops();
    if (!physical.isEmpty()) {
      table.addIo("physical client", physical);
    }
    List<RunResult.GuestRecord> guests = result.guests();
    for (RunResult.GuestRecord guest : guests.stream().limit(MACHINES_SHOWN).toList()) {
      table.addIo(guest.name(), guest.flowops());
    }
    if (guests.size() > MACHINES_SHOWN) {
      int more = guests.size() - MACHINES_SHOWN;
      table.rows.add(new Row.Group("... and " + grouped(more) + " more, in the JSON result"));
    }
    table.rows.add(new Row.Rule());
    table.addIo("all VMs", result.flowops().stream().filter(f -> !f.machine().isEmpty()).toList());
    return table;
  }

  private void addIo(String name, List<RunResult.FlowopRecord> flowops) {
    add(name, flowops.stream().filter(RunResult.FlowopRecord::countsAsIo).toList());
  }

  private void addFlowops() {
    Map<String, List<RunResult.FlowopRecord>> threads = new LinkedHashMap<>();
    for (RunResult.FlowopRecord flowop : result.flowops()) {
      threads.computeIfAbsent(thread(flowop), t -> new ArrayList<>()).add(flowop);
    }
    boolean grouped = threads.size() > 1;
    threads.forEach(
        (thread, flowops) -> {
          if (grouped) {
            rows.add(new Row.Group(thread));
          }
          byName(flowops).forEach((name, same) -> add(grouped ? "  " + name : name, same));
        });
    rows.add(new Row.Rule());
    addIo("all I/O", result.flowops());
  }

  private static String thread(RunResult.FlowopRecord flowop) {
    String machine = flowop.machine().isEmpty() ? "" : flowop.machine() + " / ";
    return machine + flowop.process() + " / " + flowop.thread();
  }

  private static Map<String, List<RunResult.FlowopRecord>> byName(
      List<RunResult.FlowopRecord> flowops) {
    Map<String, List<RunResult.FlowopRecord>> names = new LinkedHashMap<>();
    for (RunResult.FlowopRecord flowop : flowops) {
      names.computeIfAbsent(flowop.name(), n -> new ArrayList<>()).add(flowop);
    }
    return names;
  }

  private void add(String name, List<RunResult.FlowopRecord> flowops) {
    LatencyHistogram latency = new LatencyHistogram();
    long ops = 0;
    long bytes = 0;
    long errors = 0;
    boolean io = false;
    for (RunResult.FlowopRecord flowop : flowops) {
      latency.add(flowop.latency());
      ops += flowop.ops();
      bytes += flowop.bytes();
      errors += flowop.errors();
      io |= flowop.countsAsIo();
    }
    long all = result.ioOperations();
    rows.add(
        new Row.Cells(
            List.of(
                name,
                grouped(ops),
                rate(perSecond((double) ops)),
                bytes == 0 ? NONE : rate(perSecond(bytes / MIB)),
                mean(latency),
                percentile(latency, 50),
                percentile(latency, 99),
                percentile(latency, 99.9),
                percentile(latency, 100),
                errors == 0 ? NONE : grouped(errors),
                io && all > 0 ? String.format(Locale.ROOT, "%.1f%%", 100.0 * ops / all) : NONE)));
    if (flowops.stream().anyMatch(f -> f.response() != null)) {
      String indent = " ".repeat(name.length() - name.stripLeading().length() + 2);
      addTimes(indent + "service", flowops, RunResult.FlowopRecord::service);
      addTimes(indent + "delay", flowops, RunResult.FlowopRecord::delay);
    }
  }

  /** A line that has nothing but times. */
  private void addTimes(
      String name,
      List<RunResult.FlowopRecord> flowops,
      Function<RunResult.FlowopRecord, @Nullable LatencyHistogram> times) {
    LatencyHistogram sum = new LatencyHistogram();
    for (RunResult.FlowopRecord flowop : flowops) {
      LatencyHistogram more = times.apply(flowop);
      if (more != null) {
        sum.add(more);
      }
    }
    rows.add(
        new Row.Cells(
            List.of(
                name,
                "",
                "",
                "",
                mean(sum),
                percentile(sum, 50),
                percentile(sum, 99),
                percentile(sum, 99.9),
                percentile(sum, 100),
                "",
                "")));
  }

  private static String mean(LatencyHistogram times) {
    return times.count() == 0 ? NONE : Durations.format(times.meanNanos());
  }

  private double perSecond(double amount) {
    return result.elapsedNanos() <= 0 ? 0 : amount / result.elapsedSeconds();
  }

  void write(Appendable out) throws IOException {
    Layout layout = layout();
    String rule = "─".repeat(layout.total()) + "\n";
    out.append(layout.line(headings));
    out.append(rule);
    for (Row row : rows) {
      out.append(
          switch (row) {
            case Row.Group group -> TextLines.shorten(group.thread(), layout.total()) + "\n";
            case Row.Rule() -> rule;
            case Row.Cells cells -> layout.line(cells.texts());
          });
    }
  }

  /** The airiest layout that leaves the names enough room, else the densest. */
  private Layout layout() {
    List<List<String>> cells = cells();
    int enough = Math.min(GOOD_NAME, Layout.widest(cells, 0, Density.AIRY));
    for (Density density : Density.values()) {
      Layout layout = Layout.fit(density, cells, maxWidth);
      if (layout.widths[0] >= enough) {
        return layout;
      }
    }
    return Layout.fit(Density.NO_GROUPING, cells, maxWidth);
  }

  private List<List<String>> cells() {
    List<List<String>> cells = new ArrayList<>(List.of(headings));
    for (Row row : rows) {
      if (row instanceof Row.Cells texts) {
        cells.add(texts.texts());
      }
    }
    return cells;
  }

  private static String percentile(LatencyHistogram times, double percent) {
    return times.count() == 0 ? NONE : Durations.format((double) times.percentileNanos(percent));
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Three digits, all of them if there are more. */
  static String rate(double perSecond) {
    String format =
        perSecond >= 99.95 || perSecond == 0 ? "%,.0f" : perSecond >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, perSecond);
  }

  /** A line of the table. */
  private sealed interface Row {
    /** Names the thread of the rows below. */
    record Group(String thread) implements Row {}

    record Rule() implements Row {}

    record Cells(List<String> texts) implements Row {}
  }

  /** How much room the numbers take, in falling order. */
  private enum Density {
    AIRY("  "),
    CLOSE(" "),
    NO_BLANK_BEFORE_UNITS(" "),
    NO_GROUPING(" ");

    private final String gap;

    Density(String gap) {
      this.gap = gap;
    }

    String render(String cell) {
      return switch (this) {
        case AIRY, CLOSE -> cell;
        case NO_BLANK_BEFORE_UNITS -> cell.replace(" ", "");
        case NO_GROUPING -> cell.replace(" ", "").replace(",", "");
      };
    }
  }

  /** Widths of columns. */
  private static final class Layout {
    private final Density density;
    private final int[] widths = new int[COLUMNS.size() + 1];

    private Layout(Density density) {
      this.density = density;
    }

    static Layout fit(Density density, List<List<String>> cells, int maxWidth) {
      Layout layout = new Layout(density);
      int[] widths = layout.widths;
      Arrays.setAll(widths, column -> widest(cells, column, density));
      int over = layout.total() - maxWidth;
      widths[0] = Math.max(MIN_NAME, widths[0] - Math.max(0, over));
      return layout;
    }

    static int widest(List<List<String>> cells, int column, Density density) {
      return cells.stream()
          .map(row -> row.get(column))
          .mapToInt(cell -> TextLines.width(column == 0 ? cell : density.render(cell)))
          .max()
          .orElse(0);
    }

    int total() {
      return IntStream.of(widths).sum() + (widths.length - 1) * density.gap.length();
    }

    String line(List<String> cells) {
      StringBuilder line =
          new StringBuilder(TextLines.left(TextLines.shorten(cells.get(0), widths[0]), widths[0]));
      for (int i = 1; i < widths.length; i++) {
        line.append(density.gap).append(TextLines.right(density.render(cells.get(i)), widths[i]));
      }
      return line.toString().stripTrailing() + "\n";
    }
  }
}
