package wml.cli.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;
import wml.api.result.TestGrid.Unit;
import wml.runtime.run.Between;

final class LettersTest {
  /** What holds letters. */
  @Command
  static final class Line {
    @Mixin private Letters letters = new Letters();
    @Unmatched private List<String> others = new ArrayList<>();
  }

  private static Letters letters(String line) {
    Line parsed = CommandLine.populateCommand(new Line(), line.split(" "));
    parsed.letters.check(parsed.others);
    return parsed.letters;
  }

  private static AutoSettings settings(String line) {
    return letters(line).settings(true, false, "here", 1, "auto");
  }

  @Test
  void lettersMayStandTogether() {
    Map<String, String> timing = settings("-aceI -g 64m").timing();
    assertEquals("true", timing.get("close"));
    assertEquals("true", timing.get("flush"));
    assertEquals("true", timing.get("direct"));
    assertEquals("false", timing.get("sync"));
    assertEquals(64L << 20, settings("-aceI -g64m").bounds().getFirst().maxFile());
  }

  @ParameterizedTest
  @CsvSource({"64,65536", "64k,65536", "1m,1048576", "2g,2147483648", "1t,1099511627776"})
  void sizesAreKibibytesOrHaveAUnit(String text, long bytes) {
    assertEquals(bytes, Bounds.size("-g", text));
  }

  @Test
  void directIsLeftOutWhereTheTargetHasNone() {
    AutoSettings settings = letters("-aI").settings(false, false, "here", 1, "auto");
    assertEquals("false", settings.timing().get("direct"));
  }

  @Test
  void compatVisitsRecordsAsIozone() {
    Map<String, String> ours = settings("-a").timing();
    Map<String, String> compat = letters("-a").settings(true, true, "here", 1, "auto").timing();
    assertEquals("stride spot", ours.get("stride") + " " + ours.get("spot"));
    assertEquals("gaps first", compat.get("stride") + " " + compat.get("spot"));
  }

  @Test
  void testsAreChosenByNumberAndWriteIsDoneForTheOthers() {
    AutoSettings settings = settings("-a -i 1 -i 5");
    assertEquals(
        List.of("read", "reread", "strideread"),
        settings.tests().stream().map(AutoTest::word).toList());
    assertEquals(
        List.of("write", "read", "reread", "strideread"),
        settings.done().stream().map(AutoTest::word).toList());
    assertEquals(13, settings("-a").tests().size());
  }

  @Test
  void fixedSizesMakeAProductThatLeavesOutRecordsLargerThanTheFile() {
    List<Bounds> bounds = settings("-s 100m -s 1g -r 4k -r 1m").bounds();
    assertEquals(4, bounds.size());
    assertTrue(bounds.getFirst().smallRecords(), "what is named takes place");
    assertEquals(1L << 20, settings("-a -r 1m").bounds().getFirst().minFile());
  }

  @Test
  void threadsMeasureOneCellUnlessSizesAreGiven() {
    AutoSettings settings = settings("-t 4");
    assertEquals(
        List.of(new Bounds(512L << 10, 512L << 10, 4L << 10, 4L << 10, true)), settings.bounds());
    assertTrue(settings.apart());
    assertEquals(4, settings.threads());
    assertFalse(settings("-a").apart());
  }

  @Test
  void unitsAreChosen() {
    assertEquals(Unit.OPERATIONS_PER_SECOND, settings("-aO").unit());
    assertEquals(Unit.MICROS_PER_OPERATION, settings("-aN").unit());
    assertEquals(Unit.KB_PER_SECOND, settings("-a").unit());
    assertTrue(settings("-a -+u").cpu());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-w|removed within each cell",
        "-aw|removed within each cell",
        "-V 5|verify=crc32c",
        "-B|mmapread",
        "-#|those of iozone that there are",
        "-+t|only -+u",
        "file.wml|is no option",
        "--repeat 4|did you mean '--repeats'",
        "-i 9|write -i 0 -i 1",
        "-i 44|tests are 0 write",
        "-O -N|leave one out",
        "-a -t 3|leave it out",
        "-t 0|1 to 10000",
        "-s 64 -g 1m|ends of many",
        "-r 64 -q 1m|ends of many",
        "-g 3x|no unit of size",
        "-g 0|above 0",
        "-g 4|no cell has",
        "-y 1m -g 64k|no cell has",
        "-q 32k -n 32m|-z",
        "-s 64k -r 1m|no cell has",
        "-b a.xls|call it NAME.xlsx",
        "-b /no/such/folder/a.xlsx|can't be written",
      })
  void whatCannotBeIsRefusedWithARemedy(String line, String remedy) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> settings(line));
    assertTrue(String.valueOf(e.getMessage()).contains(remedy), e::getMessage);
  }

  /** Letters of iozone's manual that are not ours. */
  @ParameterizedTest
  @ValueSource(strings = {"A", "C", "d", "E", "H", "j", "K", "m", "P", "Q", "S", "T", "x", "Z"})
  void otherLettersOfIozoneAreExplained(String letter) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> settings("-" + letter));
    assertTrue(String.valueOf(e.getMessage()).contains("is not for wml auto: "), e::getMessage);
  }

  @Test
  void mountsAreRefusedWhereTheyWouldNotWork() throws Exception {
    Path data = Path.of("/data/auto");
    assertEquals(new Between.Nothing(), Mounting.before(null, data));
    for (String mount : List.of("/elsewhere", "/data", "/da'ta")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Mounting.before(Path.of(mount), data));
      assertTrue(String.valueOf(e.getMessage()).startsWith("-U "), e::getMessage);
    }
  }
}
