package wml.reports.iozone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import wml.api.result.GridFormat;
import wml.api.result.TestGrid;
import wml.api.result.TestGrid.Row;
import wml.api.result.TestGrid.Unit;

/** Readers here know what is public about iozone's output, and nothing of the writers. */
final class GridFormatsTest {
  @TempDir private Path folder;

  private static byte[] written(String format, TestGrid grid) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (GridFormat found : ServiceLoader.load(GridFormat.class)) {
      if (found.name().equals(format)) {
        found.write(grid, out);
      }
    }
    return out.toByteArray();
  }

  private static String text(String format, TestGrid grid) throws IOException {
    return new String(written(format, grid), StandardCharsets.UTF_8);
  }

  /** As scripts do: lines whose fields are all numbers, of which columns 3 to 15 are the tests. */
  private static Map<String, List<String>> rows(String text) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length >= 3 && Arrays.stream(fields).allMatch(f -> f.matches("[0-9.]+"))) {
        rows.put(fields[0] + "/" + fields[1], Arrays.asList(fields).subList(2, fields.length));
      }
    }
    return rows;
  }

  private static String key(Row row) {
    return row.fileBytes() / 1024 + "/" + row.recordBytes() / 1024;
  }

  @Test
  void scriptsCutColumnsOfTheText() throws IOException {
    TestGrid grid = SampleGrid.thirteen(Unit.KB_PER_SECOND, false);
    Map<String, List<String>> rows = rows(text("text", grid));
    assertEquals(
        grid.rows().stream().map(GridFormatsTest::key).toList(), List.copyOf(rows.keySet()));
    for (Row row : grid.rows()) {
      List<String> columns = rows.getOrDefault(key(row), List.of());
      assertEquals(13, columns.size());
      for (int test = 0; test < 13; test++) {
        assertEquals(
            Math.round(row.values().get(test).median()), Long.parseLong(columns.get(test)));
      }
    }
  }

  @Test
  void columnsEndBelowTheirHeads() throws IOException {
    String[] lines = text("text", SampleGrid.thirteen(Unit.KB_PER_SECOND, false)).split("\n", -1);
    int head = 0;
    while (!lines[head].contains("reclen")) {
      head++;
    }
    assertEquals(lines[head].length(), lines[head + 1].length());
    assertEquals(
        List.of("random", "random", "bkwd", "record", "stride"),
        List.of(lines[head - 1].trim().split("\\s+")));
  }

  @Test
  void unstableValuesAreListedInLinesThatNoScriptTakesForRows() throws IOException {
    String text = text("text", SampleGrid.thirteen(Unit.KB_PER_SECOND, false));
    assertTrue(text.contains("\n~ 16384 64: randomread -30 % +30 % (12)\n"), text);
    assertEquals(1, text.lines().filter(line -> line.startsWith("~")).count());
  }

  @Test
  void processorTimeStandsBehindTheTests() throws IOException {
    TestGrid grid = SampleGrid.thirteen(Unit.KB_PER_SECOND, true);
    for (List<String> columns : rows(text("text", grid)).values()) {
      assertEquals(26, columns.size());
      assertEquals("1.0", columns.get(13));
      assertEquals("13.0", columns.get(25));
    }
  }

  @Test
  void microsecondsHaveDecimals() throws IOException {
    TestGrid grid = SampleGrid.thirteen(Unit.MICROS_PER_OPERATION, false);
    rows(text("text", grid))
        .values()
        .forEach(c -> assertTrue(c.getFirst().matches("\\d+\\.\\d\\d")));
  }

  /** A quoted title, a row of quoted record sizes, rows that begin with a quoted file size. */
  private static Map<String, Map<String, Long>> blocks(String text) {
    Map<String, Map<String, Long>> blocks = new LinkedHashMap<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].matches("\"[A-Z].* report\"")) {
        continue;
      }
      Map<String, Long> block = new LinkedHashMap<>();
      blocks.put(lines[i].replace("\"", ""), block);
      String[] records = lines[++i].trim().split("\\s+");
      while (i + 1 < lines.length && lines[i + 1].startsWith("\"")) {
        String[] fields = lines[++i].split("\\s+");
        for (int c = 1; c < fields.length; c++) {
          block.put(
              fields[0].replace("\"", "") + "/" + records[c - 1].replace("\"", ""),
              Long.parseLong(fields[c]));
        }
      }
    }
    return blocks;
  }

  @Test
  void blocksHaveAllValuesBelowTheirRecordSizes() throws IOException {
    TestGrid grid = SampleGrid.thirteen(Unit.KB_PER_SECOND, false);
    Map<String, Map<String, Long>> blocks = blocks(text("blocks", grid));
    assertEquals(
        List.of(
            "Writer report",
            "Re-writer report",
            "Reader report",
            "Re-reader report",
            "Random read report",
            "Random write report",
            "Backward read report",
            "Record rewrite report",
            "Stride read report",
            "Fwrite report",
            "Re-fwrite report",
            "Fread report",
            "Re-fread report"),
        List.copyOf(blocks.keySet()));
    int test = 0;
    for (Map<String, Long> block : blocks.values()) {
      for (Row row : grid.rows()) {
        assertEquals(Math.round(row.values().get(test).median()), block.remove(key(row)));
      }
      assertEquals(
          Map.of("32768/4", 0L, "32768/8", 0L, "32768/16", 0L, "32768/32", 0L), block, "holes");
      test++;
    }
  }

  /** Sheets by name, cells by place; shared strings resolved. */
  private Map<String, Map<String, String>> sheets(byte[] book) throws Exception {
    Map<String, Document> parts = new HashMap<>();
    Path file = Files.write(folder.resolve("grid.xlsx"), book);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith(".xml")) {
          parts.put(
              entry.getName(),
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(zip.getInputStream(entry)));
        }
      }
    }
    assertNotNull(parts.get("[Content_Types].xml"));
    List<String> shared = texts(parts, "xl/sharedStrings.xml", "si");
    Map<String, Map<String, String>> sheets = new LinkedHashMap<>();
    NodeList names = elements(parts, "xl/workbook.xml", "sheet");
    for (int i = 0; i < names.getLength(); i++) {
      Map<String, String> cells = new HashMap<>();
      NodeList found = elements(parts, "xl/worksheets/sheet" + (i + 1) + ".xml", "c");
      for (int c = 0; c < found.getLength(); c++) {
        Element cell = (Element) found.item(c);
        String content = cell.getTextContent();
        cells.put(
            cell.getAttribute("r"),
            cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(content)) : content);
      }
      sheets.put(((Element) names.item(i)).getAttribute("name"), cells);
    }
    return sheets;
  }

  private static List<String> texts(Map<String, Document> parts, String part, String tag) {
    List<String> out = new ArrayList<>();
    NodeList found = elements(parts, part, tag);
    for (int i = 0; i < found.getLength(); i++) {
      out.add(found.item(i).getTextContent());
    }
    return out;
  }

  private static NodeList elements(Map<String, Document> parts, String part, String tag) {
    Document document = parts.get(part);
    assertNotNull(document, part);
    return document.getElementsByTagName(tag);
  }

  @Test
  void workbooksHoldTheSameValues() throws Exception {
    TestGrid grid = SampleGrid.thirteen(Unit.KB_PER_SECOND, false);
    Map<String, Map<String, String>> sheets = sheets(written("xlsx", grid));
    List<String> names = new ArrayList<>(SampleGrid.TESTS);
    names.add("cells");
    assertEquals(names, List.copyOf(sheets.keySet()));
    Map<String, String> write = sheets.getOrDefault("write", Map.of());
    assertEquals(4, Double.parseDouble(write.getOrDefault("B2", "")));
    assertEquals(16384, Double.parseDouble(write.getOrDefault("A3", "")));
    assertEquals(
        SampleGrid.median(0, 16 << 20, 4096), Double.parseDouble(write.getOrDefault("B3", "")));
    assertEquals(null, write.get("B4"), "a hole stays empty");
    assertEquals(
        SampleGrid.median(0, 32 << 20, 16 << 20), Double.parseDouble(write.getOrDefault("N4", "")));
    Map<String, String> cells = sheets.getOrDefault("cells", Map.of());
    int line = 2;
    for (int test = 0; test < 13; test++) {
      for (Row row : grid.rows()) {
        assertEquals(SampleGrid.TESTS.get(test), cells.get("A" + line));
        assertEquals("12", cells.get("D" + line));
        assertEquals(
            row.values().get(test).median(),
            Double.parseDouble(cells.getOrDefault("E" + line, "")));
        assertEquals(row.values().get(test).unstable() ? "1" : "0", cells.get("I" + line));
        line++;
      }
    }
    assertEquals(null, cells.get("A" + line));
  }
}
