package wml.gate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files for CI systems are well-formed and call commands that exist. */
final class PipelineFilesTest {
  private static final List<String> FILES =
      List.of("github-actions.yml", "gitlab-ci.yml", "Jenkinsfile");

  @TempDir private Path directory;

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(Path.of(file)));
  }

  @Test
  void githubsJobsHaveStepsThatRunOrUse() throws Exception {
    JsonNode jobs = yaml("github-actions.yml").path("jobs");
    assertEquals(2, jobs.size());
    int scripts = 0;
    for (JsonNode job : jobs) {
      for (JsonNode step : job.path("steps")) {
        assertTrue(step.has("run") != step.has("uses"), step::toString);
        if (step.has("run")) {
          shell(step.path("run").asString());
          scripts++;
          assertTrue(!step.path("run").asString().contains("${{"), "text of others in a script");
        }
      }
    }
    assertEquals(3, scripts);
  }

  @Test
  void gitlabsReportsAreFilesOfTheGate() throws Exception {
    JsonNode job = yaml("gitlab-ci.yml").path("performance");
    for (JsonNode line : job.path("script")) {
      shell(line.asString());
    }
    assertEquals("[6,7]", job.path("allow_failure").path("exit_codes").toString());
    assertEquals("gate/junit.xml", job.path("artifacts").path("reports").path("junit").asString());
  }

  @Test
  void everyOptionIsOneOfTheCommand() throws IOException {
    Pattern call = Pattern.compile("\\./wml (gate|trend) ([^\n']*)");
    int calls = 0;
    for (String file : FILES) {
      Matcher m = call.matcher(Files.readString(Path.of(file)));
      while (m.find()) {
        calls++;
        CommandLine command =
            new CommandLine(m.group(1).equals("gate") ? new GateCommand() : new TrendCommand());
        Matcher option = Pattern.compile("(?<= )--[a-z-]+").matcher(m.group(2));
        while (option.find()) {
          assertTrue(
              command.getCommandSpec().optionsMap().containsKey(option.group()), option.group());
        }
      }
    }
    assertEquals(5, calls);
  }

  /** Each path that begins with {@code gate/} is one that {@code --out gate} writes. */
  @Test
  void everyFileIsOneThatIsWritten() throws IOException {
    List<String> written =
        List.of(
            "gate.json",
            "junit.xml",
            "summary.md",
            "annotations.txt",
            "codequality.json",
            "gate.sarif",
            "metrics.txt",
            "**");
    List<String> unknown = new ArrayList<>();
    for (String file : FILES) {
      Matcher m = Pattern.compile("\\bgate/([a-z*.]+)").matcher(Files.readString(Path.of(file)));
      while (m.find()) {
        if (!written.contains(m.group(1))) {
          unknown.add(file + ": " + m.group());
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void bracesOfTheJenkinsfileAreBalanced() throws IOException {
    String text = Files.readString(Path.of("Jenkinsfile")).replaceAll("//.*", "");
    for (String pair : List.of("{}", "()", "''")) {
      long open = text.chars().filter(c -> c == pair.charAt(0)).count();
      long close = text.chars().filter(c -> c == pair.charAt(1)).count();
      assertTrue(open == close && (pair.charAt(0) != '\'' || open % 2 == 0), pair);
    }
  }

  /** What a shell makes of it, without running it. */
  private void shell(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("script"), script);
    Process process = new ProcessBuilder("sh", "-n", file.toString()).inheritIO().start();
    assertEquals(0, process.waitFor(), script);
  }
}
