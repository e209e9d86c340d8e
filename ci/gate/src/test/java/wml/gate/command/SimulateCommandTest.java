package wml.gate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import wml.api.cli.UsageException;

final class SimulateCommandTest {
  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new SimulateCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof UsageException) {
            out.write(String.valueOf(e.getMessage()));
            return 1;
          }
          throw e;
        });
    line.execute(arguments);
    return out.toString();
  }

  @Test
  void sameSeedPrintsTheSameTable() {
    String table = run("--gates", "20", "--model", "noisy", "--slowdown", "0,10%");
    assertEquals(table, run("--gates", "20", "--model", "noisy", "--slowdown", "0,10%"));
    assertTrue(table.contains("looks at 10, 20, 40, 60 pairs"), table);
    assertTrue(table.contains("calls 0.80 % false alarms"), table);
    assertEquals(2, table.lines().filter(l -> l.startsWith("noisy ")).count(), table);
  }

  @Test
  void severalMetricsAreIndependentAndShared() {
    String table = run("--gates", "5", "--model", "quiet", "--slowdown", "5%", "--metrics", "5");
    assertTrue(table.contains("5 primary metrics (Holm), the first slower; independent"), table);
    assertTrue(table.contains("half of the noise shared"), table);
  }

  @Test
  void trendPrintsHistories() {
    String table = run("--trend", "--gates", "5");
    assertEquals(8, table.lines().filter(l -> l.matches(" +(50|100) .*%")).count(), table);
  }

  @Test
  void badOptionsAreNamedWithTheRemedy() {
    assertTrue(run("--model", "noisi").contains("there is no 'noisi', did you mean 'noisy'?"));
    assertTrue(run("--slowdown", "much").contains("'much' is no percentage such as 5%"));
    assertTrue(run("--metrics", "6").contains("1 to 5 primary ones, not 6"));
    assertTrue(run("--gates", "0").contains("at least 1, not 0"));
    assertTrue(run("--series", "nowhere").contains("there is no file 'nowhere'"));
  }
}
