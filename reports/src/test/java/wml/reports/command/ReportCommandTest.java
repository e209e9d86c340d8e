package wml.reports.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;
import wml.reports.store.ResultStore;

final class ReportCommandTest {
  @TempDir Path scratch;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int report(Object... arguments) {
    CommandLine command = new CommandLine(new ReportCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    command.getCommandSpec().exitCodeOnInvalidInput(1);
    return command.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private Path result(String name, RunResult... runs) throws IOException {
    Path file = scratch.resolve(name);
    new ResultStore().write(file, List.of(runs));
    return file;
  }

  private void refused(int status, String message, Object... arguments) throws IOException {
    List<Path> before = files();
    assertEquals(status, report(arguments), err::toString);
    assertTrue(err.toString().contains(message), err::toString);
    assertEquals(before, files(), "nothing is written");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.sorted().toList();
    }
  }

  @Test
  void pageStandsBesideItsResult() throws IOException {
    Path mail = result("mail.json", SampleRuns.mail());
    assertEquals(0, report(mail), err::toString);
    assertTrue(Files.readString(scratch.resolve("mail.html")).startsWith("<!DOCTYPE html>"));
    assertTrue(out.toString().contains("mail.html: "), out::toString);
  }

  @Test
  void comparisonWarnsOnTheErrorStream() throws IOException {
    Path a = result("a.json", SampleRuns.mail());
    Path b = result("b.json", SampleRuns.database());
    Path page = scratch.resolve("page.html");
    assertEquals(0, report(a, b, "--out", page), err::toString);
    assertTrue(
        err.toString().contains("warning: a.json and b.json ran different workloads"),
        err::toString);
    assertTrue(Files.readString(page).contains("ran different workloads"));
  }

  @Test
  void cutOffFileIsRefused() throws IOException {
    Path whole = result("a.json", SampleRuns.mail());
    Path cut =
        Files.writeString(scratch.resolve("cut.json"), Files.readString(whole).substring(0, 900));
    refused(3, "cut.json is cut off", cut);
  }

  @Test
  void foreignAndMixedSchemasAreRefused() throws IOException {
    refused(
        3,
        "is no result of wml",
        Files.writeString(scratch.resolve("f.json"), "{\"fio version\": \"3\"}"));
    refused(
        3,
        "run 1: its schema is 'wml-rates/1'",
        Files.writeString(
            scratch.resolve("m.json"),
            "{\"schema\": \"wml-results/1\", \"runs\": [{\"schema\": \"wml-rates/1\"}]}"));
  }

  @Test
  void emptyMatrixIsRefused() throws IOException {
    refused(3, "holds no runs", result("none.json"));
  }

  @Test
  void missingFileAndMissingDirectoryAreRefused() throws IOException {
    refused(3, "gone.json does not exist", scratch.resolve("gone.json"));
    refused(
        3,
        "its directory does not exist",
        result("a.json", SampleRuns.mail()),
        "--out",
        scratch.resolve("no/page.html"));
  }

  @Test
  void resultIsNeverReplacedByItsPage() throws IOException {
    Path mail = result("mail.html", SampleRuns.mail());
    refused(1, "would replace the result", mail, "--out", mail);
    assertFalse(Files.readString(mail).startsWith("<!DOCTYPE"));
  }

  @Test
  void abortedRunHasAPage() throws IOException {
    assertEquals(0, report(result("aborted.json", SampleRuns.aborted())), err::toString);
    assertTrue(
        Files.readString(scratch.resolve("aborted.html")).contains("found no entry to create"));
  }
}
