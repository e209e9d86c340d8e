package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.e2e.WmlProcess.Outcome;

/**
 * Every lesson of the course does what it says: its assertions hold, its exit code is as stated.
 */
class CourseTest {
  private static final Path COURSE = WmlProcess.LAUNCHER.resolveSibling("workloads/course");
  private static final Pattern EXIT = Pattern.compile("(?m)^# Exit: +(\\d+)$");
  private static final int FEWEST_LESSONS = 20;

  static List<String> lessons() throws IOException {
    try (Stream<Path> files = Files.list(COURSE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".wml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void theLessonRunsAsItSays(String lesson) throws IOException {
    String text = Files.readString(COURSE.resolve(lesson));
    assertTrue(text.contains("# Expect: "), "what to expect is not stated");
    assertTrue(text.contains("# Run:    ./wml run workloads/course/" + lesson), "how to run it");
    Matcher exit = EXIT.matcher(text);
    int status = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    try (Scratch scratch = Scratch.create()) {
      Path json = scratch.path("result.json");
      Outcome outcome =
          WmlProcess.run(
              scratch.root(),
              "run",
              COURSE.resolve(lesson),
              "--dir",
              scratch.directory("files"),
              "--json",
              json);
      assertEquals(status, outcome.status(), outcome::toString);
      long written = text.lines().filter(line -> line.strip().startsWith("assert ")).count();
      assertTrue(written > 0, "a lesson asserts what it states");
      long evaluated =
          Pattern.compile("\"holds\"").matcher(Files.readString(json)).results().count();
      assertTrue(evaluated >= written, evaluated + " of " + written + " assertions evaluated");
      assertFalse(outcome.err().contains("error["), outcome::toString);
    }
  }

  @Test
  void lessonsAreNumberedAndListed() throws IOException {
    List<String> lessons = lessons();
    String readme = Files.readString(COURSE.resolve("README.md"));
    assertTrue(lessons.size() >= FEWEST_LESSONS, lessons.toString());
    for (int i = 0; i < lessons.size(); i++) {
      String lesson = lessons.get(i);
      assertTrue(lesson.startsWith("%02d-".formatted(i + 1)), lesson);
      assertTrue(readme.contains("(" + lesson + ")"), lesson + " is not in the course's README");
    }
  }
}
