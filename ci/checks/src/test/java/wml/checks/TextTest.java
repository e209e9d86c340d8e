package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every file as text. */
final class TextTest {
  private static final int FEWEST_FILES = 430;
  private static final int LONGEST_MAIN_SOURCE = 400;

  private static final Pattern PRIVATE_PATH =
      Pattern.compile(
          "(?<![\\w.$}/])/(home|Users)/\\w+/|(?<![\\w.$}/])/(root|work)/\\w|[A-Z]:\\\\+Users");

  /** Where packages come from is the business of the machine that builds. */
  private static final Pattern REGISTRY =
      Pattern.compile(
          "\\brepo\\d?\\.maven|\\bmaven\\.google|central\\.sonatype|\\boss\\.sonatype"
              + "|registry\\.(npmjs|yarnpkg)|\\b(deb|ftp|security)\\.[a-z.]*debian\\.org"
              + "|(archive|security)\\.ubuntu|\\bpypi\\.(org|python)|pythonhosted|crates\\.io"
              + "|proxy\\.golang|plugins\\.gradle|<(plugin)?[rR]epositor(y|ies)>|<mirror>",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private static final Pattern BANNED_NAME =
      Pattern.compile("(.*(Utils?|Helpers?|Manager|Impl|Common|Base)|Data)(Test)?\\.java");

  @Test
  void noFileNamesAFolderOfADevelopersMachine() {
    assertEquals(List.of(), linesElsewhere(PRIVATE_PATH));
  }

  @Test
  void noFileNamesAPackageRegistry() {
    assertEquals(List.of(), linesElsewhere(REGISTRY));
  }

  @Test
  void thePatternsFindWhatTheyLookFor() {
    for (String found : List.of("cd /home/ann/x", "\"/Users/bob/y\"", "=/root/x", "C:\\Users\\z")) {
      assertTrue(PRIVATE_PATH.asPredicate().test(found), found);
    }
    for (String fine : List.of("$dir/w/x", "/home", "a/root/b", "framework/root/")) {
      assertFalse(PRIVATE_PATH.asPredicate().test(fine), fine);
    }
    for (String found :
        List.of(
            "https://repo.maven" + ".apache.org",
            "deb.debian" + ".org",
            "<repository>",
            "pypi" + ".org")) {
      assertTrue(REGISTRY.asPredicate().test(found), found);
    }
    assertFalse(REGISTRY.asPredicate().test("http://maven.apache.org/xsd/maven-4.0.0.xsd"));
  }

  @Test
  void noLineEndsInBlanks() {
    assertEquals(
        List.of(),
        lines(filesWithout("whitespace"), line -> line.endsWith(" ") || line.endsWith("\t")));
  }

  @Test
  void linesEndInLineFeedsAndSoDoFiles() {
    List<Path> wrong =
        textFiles()
            .filter(
                file -> {
                  String text = Checkout.read(file);
                  return text.indexOf('\r') >= 0 || (!text.isEmpty() && !text.endsWith("\n"));
                })
            .toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  void mainSourcesAreShort() {
    List<Path> wrong =
        Checkout.files().stream()
            .filter(file -> file.toString().contains("src/main/"))
            .filter(file -> !file.toString().endsWith(".schema.json")) // one document is one schema
            .filter(file -> !file.toString().endsWith(".x")) // and one protocol is one file
            .filter(file -> Checkout.read(file).lines().count() > LONGEST_MAIN_SOURCE)
            .toList();
    assertEquals(List.of(), wrong, "split what has more than one reason to change");
  }

  @Test
  void sourcesAreNamedAfterTheirSubject() {
    List<Path> wrong =
        Checkout.files(".java").stream()
            .filter(file -> BANNED_NAME.matcher(file.getFileName().toString()).matches())
            .toList();
    assertEquals(List.of(), wrong);
  }

  /** Every module's folder, or one above it inside the repository, has a page. */
  @Test
  void everyModuleIsDescribed() {
    TreeSet<Path> modules = new TreeSet<>();
    for (Path pom : Checkout.files("pom.xml")) {
      Path folder = pom.getParent() == null ? Path.of("") : pom.getParent();
      Matcher m = MODULE.matcher(Checkout.read(pom));
      while (m.find()) {
        modules.add(folder.resolve(m.group(1)));
      }
    }
    assertTrue(modules.size() >= 16, modules.toString());
    String map = Checkout.read(Path.of("README.md"));
    List<Path> unknown =
        modules.stream()
            .filter(
                module -> {
                  Path parent = module.getParent();
                  return !hasPage(module)
                      && (parent == null || !hasPage(parent))
                      && !map.contains("](" + (parent == null ? module : parent) + ")");
                })
            .toList();
    assertEquals(List.of(), unknown, "add a README.md, or the folder to the map in README.md");
  }

  /** The files whose lines and line ends are ours. */
  private static Stream<Path> textFiles() {
    return filesWithout("text");
  }

  /** All files but those for which .gitattributes turns an attribute off. */
  private static Stream<Path> filesWithout(String attribute) {
    List<Path> files = Checkout.files();
    assertTrue(files.size() >= FEWEST_FILES, "only " + files.size() + " files found");
    List<String> command = new ArrayList<>(List.of("check-attr", "-z", "text", attribute, "--"));
    files.forEach(file -> command.add(file.toString()));
    List<String> fields = Checkout.git(command.toArray(String[]::new));
    Set<Path> off = new HashSet<>();
    for (int i = 0; i + 2 < fields.size(); i += 3) { // path, attribute, value
      if (fields.get(i + 2).equals("unset")) {
        off.add(Path.of(fields.get(i)));
      }
    }
    return files.stream().filter(file -> !off.contains(file));
  }

  /** This file holds examples of what it forbids. */
  private static List<String> linesElsewhere(Pattern wrong) {
    return lines(textFiles(), wrong.asPredicate()).stream()
        .filter(s -> !s.contains("/TextTest.java:"))
        .toList();
  }

  private static List<String> lines(Stream<Path> files, Predicate<String> wrong) {
    List<String> out = new ArrayList<>();
    for (Path file : files.toList()) {
      int[] number = {0};
      Checkout.read(file)
          .lines()
          .forEach(
              line -> {
                number[0]++;
                if (wrong.test(line)) {
                  out.add(file + ":" + number[0] + ": " + line.strip());
                }
              });
    }
    return out;
  }

  private static boolean hasPage(Path folder) {
    return Files.isRegularFile(Checkout.ROOT.resolve(folder).resolve("README.md"));
  }
}
