package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.compiler.SourceLoader;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;

/** Files in files. */
final class IncludesTest {
  @TempDir Path dir;

  private Path file(String name, String text) throws IOException {
    Path path = dir.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Compiled compiled(String name) throws IOException {
    return Compiled.of(SourceLoader.read(dir.resolve(name)), Map.of(), null);
  }

  @Test
  void pathsAreRelativeToTheIncludingFile() throws IOException {
    file(
        "a.wml",
        "include \"sub/b.wml\" " + Compiled.thread("flowop hog name=h,value=$x") + "run 1");
    file("sub/b.wml", "include \"c\"");
    file("sub/c.wml", "param $x=7,type=count");
    Compiled c = compiled("a.wml");
    assertEquals("7", c.attribute("value"));
    assertEquals("x", c.good().parameters().get(0).name());
    assertTrue(c.good().parameters().get(0).at().file().endsWith("sub/c.wml"));
  }

  @Test
  void theDigestCoversIncludedFiles() throws IOException {
    file("a.wml", "include \"b.wml\"");
    file("b.wml", "echo \"one\"");
    String before = compiled("a.wml").good().sha256();
    file("b.wml", "echo \"two\"");
    assertNotEquals(before, compiled("a.wml").good().sha256());
  }

  @Test
  void errorsInsideCarryTheirOwnFileAndAppearOnce() throws IOException {
    file("a.wml", "sweep $i in 1 to 3 { include \"b.wml\" }");
    file("b.wml", "echo \"fine\"\nrnu 60");
    Compiled c = compiled("a.wml");
    assertEquals(List.of(Code.UNKNOWN_STATEMENT), c.codes(Severity.ERROR), c.rendered());
    assertTrue(c.rendered().contains(dir.resolve("b.wml") + ":2:1: error"), c.rendered());
  }

  @Test
  void aCycleIsAnErrorThatShowsTheChain() throws IOException {
    file("a.wml", "include \"b.wml\"");
    file("b.wml", "echo \"\"\ninclude \"c.wml\"");
    file("c.wml", "include \"b\"");
    Compiled c = compiled("a.wml");
    String all = c.rendered();
    assertEquals(List.of(Code.RECURSION), c.codes(Severity.ERROR), all);
    assertTrue(all.contains("c.wml:1:9: error[WML0403]: 'b.wml' includes itself"), all);
    assertTrue(all.contains("b.wml:2:9: note: included here"), all);
    file("self.wml", "include \"self\"");
    assertEquals(List.of(Code.RECURSION), compiled("self.wml").codes(Severity.ERROR));
  }

  @Test
  void aMissingFileIsTheOnlyError() throws IOException {
    file(
        "a.wml",
        "include \"nosuch.wml\" " + Compiled.thread("flowop hog name=h,value=$x") + "run 1");
    Compiled c = compiled("a.wml");
    assertEquals(List.of(Code.UNREADABLE), c.codes(Severity.ERROR), c.rendered());
    assertTrue(c.rendered().contains("a.wml:1:9: error"), c.rendered());
  }

  @Test
  void aFileIncludedTwiceDeclaresItsParametersOnce() throws IOException {
    file("a.wml", "include \"b.wml\" include \"c.wml\" echo \"$x\"");
    file("b.wml", "include \"c.wml\"");
    file("c.wml", "param $x=1");
    assertEquals(1, compiled("a.wml").good().parameters().size());
  }

  @Test
  void loadIsTheOldForm() throws IOException {
    file("a.wml", "load b echo \"\"");
    file("b.wml", "echo \"\"");
    Compiled c = compiled("a.wml");
    assertEquals(2, c.good().actions().size());
    assertTrue(c.rendered().contains("help: write include"), c.rendered());
  }
}
