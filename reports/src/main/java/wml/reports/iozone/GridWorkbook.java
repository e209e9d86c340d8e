package wml.reports.iozone;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import wml.api.result.GridFormat;
import wml.api.result.TestGrid;
import wml.api.result.TestGrid.Row;
import wml.api.result.TestGrid.Value;

/**
 * An Office Open XML workbook: a sheet per test with file sizes down and record sizes across, in
 * KiB, holes empty; and a sheet {@code cells} with a line per value and all that is known of it.
 */
@AutoService(GridFormat.class)
public final class GridWorkbook implements GridFormat {
  private static final double KIB = 1024;
  private static final List<String> HEADS =
      List.of(
          "test",
          "file KiB",
          "record KiB",
          "n",
          "median",
          "low 95 %",
          "high 95 %",
          "unit",
          "unstable");

  @Override
  public String name() {
    return "xlsx";
  }

  @Override
  public void write(TestGrid grid, OutputStream out) throws IOException {
    try (Workbook book = new Workbook(out, "wml", "1.0")) {
      for (int i = 0; i < grid.tests().size(); i++) {
        matrix(grid, i, book.newWorksheet(grid.tests().get(i)));
      }
      cells(grid, book.newWorksheet("cells"));
    }
  }

  private static void matrix(TestGrid grid, int test, Worksheet sheet) throws IOException {
    List<Long> files = sizes(grid, true);
    List<Long> records = sizes(grid, false);
    String name = grid.tests().get(test);
    sheet.value(0, 0, name + ", " + grid.unit().words() + ": file KiB down, record KiB across");
    sheet.style(0, 0).bold().set();
    for (int column = 0; column < records.size(); column++) {
      sheet.value(1, column + 1, records.get(column) / KIB);
      sheet.style(1, column + 1).bold().set();
    }
    for (int line = 0; line < files.size(); line++) {
      sheet.value(line + 2, 0, files.get(line) / KIB);
      sheet.style(line + 2, 0).bold().set();
    }
    for (Row row : grid.rows()) {
      int line = files.indexOf(row.fileBytes()) + 2;
      int column = records.indexOf(row.recordBytes()) + 1;
      Value value = row.values().get(test);
      sheet.value(line, column, value.median());
      sheet.style(line, column).format(grid.unit().decimals() == 0 ? "#,##0" : "#,##0.00").set();
      if (value.unstable()) {
        sheet.style(line, column).italic().fontColor("999999").set();
      }
    }
    sheet.freezePane(1, 2);
    String note = "grey and italic: unstable, see sheet cells";
    sheet.value(files.size() + 3, 0, note);
    sheet.finish();
  }

  private static List<Long> sizes(TestGrid grid, boolean ofFiles) {
    TreeSet<Long> all = new TreeSet<>();
    grid.rows().forEach(row -> all.add(ofFiles ? row.fileBytes() : row.recordBytes()));
    return new ArrayList<>(all);
  }

  private static void cells(TestGrid grid, Worksheet sheet) throws IOException {
    boolean cpu = grid.rows().stream().anyMatch(row -> !row.cpu().isEmpty());
    List<String> heads = new ArrayList<>(HEADS);
    if (cpu) {
      heads.add("cpu %");
    }
    for (int column = 0; column < heads.size(); column++) {
      sheet.value(0, column, heads.get(column));
      sheet.style(0, column).bold().set();
    }
    int line = 1;
    for (int test = 0; test < grid.tests().size(); test++) {
      for (Row row : grid.rows()) {
        Value value = row.values().get(test);
        sheet.value(line, 0, grid.tests().get(test));
        sheet.value(line, 1, row.fileBytes() / KIB);
        sheet.value(line, 2, row.recordBytes() / KIB);
        sheet.value(line, 3, value.passes());
        sheet.value(line, 4, value.median());
        sheet.value(line, 5, value.low());
        sheet.value(line, 6, value.high());
        sheet.value(line, 7, grid.unit().words());
        sheet.value(line, 8, value.unstable());
        if (cpu) {
          sheet.value(line, 9, row.cpu().get(test) * 100);
        }
        line++;
      }
    }
    sheet.freezePane(0, 1);
    sheet.finish();
  }
}
