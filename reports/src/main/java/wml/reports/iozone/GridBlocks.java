package wml.reports.iozone;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import wml.api.result.GridFormat;
import wml.api.result.TestGrid;
import wml.api.result.TestGrid.Row;

/**
 * A block per test: its title, a row of quoted record sizes, then a row per file size, which begins
 * with the quoted file size. A hole is 0, so that columns stay below their record; holes at the end
 * of a row are left out.
 */
@AutoService(GridFormat.class)
public final class GridBlocks implements GridFormat {
  private static final String HOLE = "0";

  @Override
  public String name() {
    return "blocks";
  }

  @Override
  public void write(TestGrid grid, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < grid.tests().size(); i++) {
      int test = i;
      String title = TestName.of(grid.tests().get(i)).report();
      block(
          grid,
          title + " report",
          row -> GridText.number(grid, row.values().get(test).median()),
          text);
      if (grid.rows().stream().anyMatch(row -> !row.cpu().isEmpty())) {
        block(
            grid,
            title + " CPU utilization report (percent)",
            row -> GridText.percent(row.cpu().get(test)),
            text);
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void block(
      TestGrid grid, String title, Function<Row, String> value, StringBuilder text) {
    SortedSet<Long> records = new TreeSet<>();
    SortedSet<Long> files = new TreeSet<>();
    for (Row row : grid.rows()) {
      records.add(row.recordBytes());
      files.add(row.fileBytes());
    }
    text.append("\n\"").append(title).append("\"\n").append(" ".repeat(8));
    records.forEach(record -> text.append(" \"").append(GridText.kib(record)).append('"'));
    text.append('\n');
    for (long file : files) {
      List<String> cells = new ArrayList<>();
      int used = 0;
      for (long record : records) {
        String shown =
            grid.rows().stream()
                .filter(row -> row.fileBytes() == file && row.recordBytes() == record)
                .map(value)
                .findFirst()
                .orElse(HOLE);
        cells.add(shown);
        used = shown.equals(HOLE) ? used : cells.size();
      }
      text.append('"').append(GridText.kib(file)).append('"');
      cells.subList(0, used).forEach(cell -> text.append(' ').append(cell));
      text.append('\n');
    }
  }
}
