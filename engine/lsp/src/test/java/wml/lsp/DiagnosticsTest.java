package wml.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a document while it changes. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class DiagnosticsTest {
  private static final String GOOD =
      """
      define fileset name=data,path=/tmp,entries=10,prealloc
      define process name=p { thread name=t { flowop statfile name=s,filesetname=data } }
      run 1
      """;

  private Client client;

  @BeforeEach
  void open() throws IOException {
    client = Client.start();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private List<Diagnostic> opened(String uri, String text) {
    client.open(uri, text);
    return client.diagnostics(uri, 1).getDiagnostics();
  }

  private static TextDocumentContentChangeEvent replace(int line, int from, int to, String text) {
    return new TextDocumentContentChangeEvent(
        new Range(new Position(line, from), new Position(line, to)), text);
  }

  @Test
  void goodWorkloadHasNone() {
    assertEquals(List.of(), opened("untitled:a", GOOD));
  }

  @Test
  void errorsCarryPlaceCodeAndHelp() {
    Diagnostic d = opened("untitled:a", GOOD.replace("filesetname=", "filesetnam=")).get(0);
    assertEquals(DiagnosticSeverity.Error, d.getSeverity());
    assertEquals("WML0203", d.getCode().getLeft());
    assertEquals("wml", d.getSource());
    int column = GOOD.lines().toList().get(1).indexOf("filesetname");
    assertEquals(new Range(new Position(1, column), new Position(1, column + 10)), d.getRange());
    String message = d.getMessage().getLeft();
    assertTrue(message.contains("help: did you mean 'filesetname'?"), message);
  }

  @Test
  void relatedPlacesAreNamed() {
    String twice = GOOD + "define fileset name=data,path=/tmp,entries=1\n";
    Diagnostic d = opened("untitled:a", twice).get(0);
    assertEquals("WML0207", d.getCode().getLeft());
    assertEquals(0, d.getRelatedInformation().get(0).getLocation().getRange().getStart().getLine());
    assertEquals("first defined here", d.getRelatedInformation().get(0).getMessage());
  }

  @Test
  void charactersAreCountedInUtf16() {
    String text = "echo \"\uD83D\uDE00\" \u00A7\n" + GOOD;
    Diagnostic d = opened("untitled:a", text).get(0);
    assertEquals("WML0101", d.getCode().getLeft());
    assertEquals(new Range(new Position(0, 10), new Position(0, 11)), d.getRange());
  }

  @Test
  void changesAreAppliedInTheirOrderAndVersionsAnswered() {
    String uri = "untitled:a";
    assertEquals(List.of(), opened(uri, GOOD));
    client.change(uri, 2, replace(2, 0, 3, "ran"), replace(2, 3, 3, "n"));
    List<String> found =
        client.diagnostics(uri, 2).getDiagnostics().stream()
            .map(d -> d.getMessage().getLeft().lines().findFirst().orElse(""))
            .toList();
    assertTrue(found.contains("unknown statement 'rann'"), found::toString);
    client.change(uri, 3, replace(2, 0, 4, "run"));
    assertEquals(List.of(), client.diagnostics(uri, 3).getDiagnostics());
    client.change(uri, 7, new TextDocumentContentChangeEvent("run 1\nrun"));
    assertEquals("WML0405", client.diagnostics(uri, 7).getDiagnostics().get(0).getCode().getLeft());
  }

  @Test
  void changesOutsideOfTheTextDoNoHarm() {
    String uri = "untitled:a";
    assertEquals(List.of(), opened(uri, GOOD));
    client.change(uri, 2, replace(900, 0, 9, "# end"), replace(0, 900, 950, " "));
    assertEquals(List.of(), client.diagnostics(uri, 2).getDiagnostics());
    client.change("untitled:never-opened", 2, replace(0, 0, 0, "x"));
    client.change(uri, 3, replace(0, 0, 0, "#"));
    assertEquals(3, client.diagnostics(uri, 3).getVersion());
  }

  @Test
  void closingADocumentTakesItsDiagnosticsBack() {
    String uri = "untitled:a";
    assertEquals(1, opened(uri, "nonsense").size());
    client.close(uri);
    assertEquals(List.of(), client.nextDiagnostics().getDiagnostics());
  }

  @Test
  void errorsOfIncludedFilesAreShownWithTheirPlace(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("part.wml"), "\ndefine filset name=x\n");
    String uri = folder.resolve("main.wml").toUri().toString();
    List<Diagnostic> found = opened(uri, "load part\n" + GOOD);
    Diagnostic d =
        found.stream().filter(f -> f.getSeverity() == DiagnosticSeverity.Error).findFirst().get();
    String message = d.getMessage().getLeft();
    assertTrue(message.contains("part.wml:2: can't define a 'filset'"), message);
    assertEquals(0, d.getRange().getStart().getLine());
    assertTrue(
        d.getRelatedInformation().get(0).getLocation().getUri().endsWith("/part.wml"), d::toString);
  }

  @Test
  void nothingIsRunOrCreated(@TempDir Path folder) throws IOException {
    String text =
        "system \"touch "
            + folder
            + "/made\"\n"
            + GOOD.replace("/tmp", folder.toString())
            + "create fileset\n";
    opened(folder.resolve("main.wml").toUri().toString(), text);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
