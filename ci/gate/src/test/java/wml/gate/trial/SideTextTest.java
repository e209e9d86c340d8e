package wml.gate.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sides as they are written. */
final class SideTextTest {
  @Test
  void wordsAreTakenInAnyOrder() {
    SideText side =
        SideText.parse("--baseline", " dir=/mnt  ref=main -Diosize=4k target=posix:async=auto ");
    assertEquals("main", side.ref());
    assertEquals("/mnt", side.directory());
    assertEquals("posix:async=auto", side.target());
    assertEquals(Map.of("iosize", "4k"), side.settings());
    assertEquals("dir=/mnt ref=main -Diosize=4k target=posix:async=auto", side.given());
  }

  @Test
  void nothingIsThisWmlAsTheFileSays() {
    SideText side = SideText.parse("--baseline", "");
    assertNull(side.ref());
    assertNull(side.target());
    assertEquals("", side.given());
  }

  @ParameterizedTest
  @CsvSource({
    "tagret=posix, did you mean 'target'?",
    "main, 'main' is no part of a side",
    "ref=, needs a value",
    "-Diosize, is no part of a side",
    "dir=/a dir=/b, is given twice",
    "ref=a wml=b, leave one away"
  })
  void mistakesAreNamed(String text, String words) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> SideText.parse("--candidate", text));
    String message = String.valueOf(wrong.getMessage());
    assertTrue(message.startsWith("--candidate: ") && message.contains(words), message);
  }
}
