package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of the modules in ARCHITECTURE holds in the class files. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("wml");

  @TestFactory
  Stream<DynamicTest> rulesHold() {
    return ArchitectureRules.ALL.stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(),
                    () -> {
                      long seen = CLASSES.stream().filter(rule.subject()).count();
                      assertTrue(
                          seen >= rule.fewest(),
                          () ->
                              rule.name() + ": saw " + seen + " of " + rule.fewest() + " classes");
                      assertTrue(rule.checks().findAny().isPresent(), rule.name());
                      rule.checks().forEach(check -> check.check(CLASSES));
                    }));
  }

  @Test
  void rulesAndClassesAreAllThere() {
    assertEquals(30, ArchitectureRules.ALL.size());
    assertTrue(CLASSES.size() >= 440, "only " + CLASSES.size() + " classes were found");
  }

  @Test
  void everyMainSourceOfEveryModuleIsLookedAt() {
    Set<String> seen =
        CLASSES.stream().map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing =
        Checkout.files(".java").stream()
            .map(Path::toString)
            .filter(name -> name.contains("src/main/java/") && !name.endsWith("package-info.java"))
            .map(name -> name.replaceFirst(".*src/main/java/", "").replaceFirst("\\.java$", ""))
            .map(name -> name.replace('/', '.'))
            .filter(name -> !seen.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing, "ci/checks/pom.xml must depend on the modules that hold these");
  }
}
