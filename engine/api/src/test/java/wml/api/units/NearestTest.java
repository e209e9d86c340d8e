package wml.api.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  private static final List<String> KNOWN =
      List.of("filesetname", "iosize", "random", "readwholefile", "read", "fd");

  @ParameterizedTest
  @CsvSource({
    "filesetnam, filesetname",
    "FileSetName, filesetname",
    "iosiez, iosize",
    "ranodm, random",
    "reed, read",
    "f, fd",
    "df, fd",
    "readwholefiles, readwholefile",
  })
  void aSlipIsFound(String name, String meant) {
    assertEquals(meant, Nearest.to(name, KNOWN));
    assertEquals(", did you mean '" + meant + "'?", Nearest.hint(name, KNOWN));
  }

  @Test
  void whatIsFarIsNotGuessed() {
    assertNull(Nearest.to("throughput", KNOWN));
    assertNull(Nearest.to("xy", KNOWN));
    assertNull(Nearest.to("", List.of()));
    assertEquals("", Nearest.hint("throughput", KNOWN));
  }
}
