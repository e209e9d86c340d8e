package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import wml.api.plan.ProcessPlan;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.units.Sizes;
import wml.cli.auto.AutoSettings;
import wml.cli.auto.Bounds;
import wml.cli.auto.Cell;
import wml.cli.auto.CellSource;
import wml.cli.auto.Letters;
import wml.grammar.syntax.SourceText;

/** The cells of iozone's automatic mode, by the workload file. */
final class SurfacesTest {
  private static final SourceText AUTO = WorkloadTexts.read(Path.of("surfaces/auto.wml"));

  /** What holds letters. */
  @Command
  static final class Line {
    @Mixin private Letters letters = new Letters();
  }

  private static List<Cell> cells(String line) {
    Letters letters = CommandLine.populateCommand(new Line(), line.split(" ")).letters;
    AutoSettings settings = letters.settings(true, false, "here", 1, "auto");
    CellSource source =
        new CellSource(settings, variables -> Compiled.of(AUTO, variables, "/d").good());
    List<Cell> all = new ArrayList<>();
    for (Bounds bounds : settings.bounds()) {
      all.addAll(source.of(bounds));
    }
    return all;
  }

  private static List<String> keys(List<Cell> cells) {
    return cells.stream().map(c -> c.fileBytes() / 1024 + "/" + c.recordBytes() / 1024).toList();
  }

  /** The rule in words of its own, in KiB. */
  private static List<String> rule(
      long minFile, long maxFile, long minRecord, long maxRecord, boolean small) {
    List<String> out = new ArrayList<>();
    for (long file = minFile; file <= maxFile; file *= 2) {
      for (long record = minRecord; record <= maxRecord; record *= 2) {
        boolean skipped = file > 16384 && record < 64 && !small;
        if (record <= file && !skipped) {
          out.add(file + "/" + record);
        }
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "-a,64,524288,4,16384,false,126",
    "-az,64,524288,4,16384,true,146",
    "-a -g 64g,64,67108864,4,16384,false,189",
    "-a -g 64m,64,65536,4,16384,false,99",
    "-a -n 1m -g 8m,1024,8192,4,16384,false,42",
    "-a -n 128 -g 4m -y 8 -q 256k,128,4096,8,256,false,35",
    "-a -y 1m -q 1m,64,524288,1024,1024,false,10",
    "-a -q 32k,64,524288,4,32,false,36",
    "-az -q 32k,64,524288,4,32,true,56",
    "-a -y 128k -g 64m,64,65536,128,16384,false,52",
  })
  void cellsAreThoseOfTheRule(
      String line,
      long minFile,
      long maxFile,
      long minRecord,
      long maxRecord,
      boolean small,
      int count) {
    List<String> cells = keys(cells(line));
    assertEquals(rule(minFile, maxFile, minRecord, maxRecord, small), cells);
    assertEquals(count, cells.size());
  }

  @Test
  void fixedSizesAreTakenAsTheyAre() {
    assertEquals(List.of("102400/4", "102400/1000"), keys(cells("-s 100m -r 4 -r 1000")));
    assertEquals(List.of("100/4", "100/8", "100/16", "100/32", "100/64"), keys(cells("-s 100")));
    assertEquals(List.of("512/4"), keys(cells("-t 3")));
  }

  private static List<String> tests(RunPlan run) {
    List<String> names = new ArrayList<>();
    for (ProcessPlan process : run.processes()) {
      for (Step.Call call : Step.calls(process.threads().getFirst().steps())) {
        if (call.type().signature().keyword().endsWith("pass")
            && !call.iterations().toString().equals("0")) {
          names.add(call.name());
        }
      }
    }
    return names;
  }

  @Test
  void testsAreInTheirOrder() {
    assertEquals(
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
            "freread"),
        tests(cells("-a -g 64").getFirst().parts().getFirst().run()));
    assertEquals(
        List.of("write", "read", "reread"),
        tests(cells("-a -g 64 -i 1").getFirst().parts().getFirst().run()));
  }

  @Test
  void threadsHaveARunPerTest() {
    Cell cell = cells("-t 2 -i 0 -i 2").getFirst();
    assertEquals(
        List.of(
            List.of("write"), List.of("rewrite"), List.of("randomread"), List.of("randomwrite")),
        cell.parts().stream().map(part -> tests(part.run())).toList());
  }

  /** With what it says of itself: eleven runs up to a file of 128 KiB. */
  @Test
  void theFileRunsByItself() {
    SourceText text = AUTO;
    List<RunPlan> runs = Compiled.of(text, Map.of("maxfile", "128k"), "/d").good().runs();
    assertEquals(11, runs.size());
    assertEquals(64 << 10, Sizes.parse(String.valueOf(runs.getFirst().point().get("filesize"))));
    assertTrue(runs.getLast().point().containsKey("recordsize"));
  }
}
