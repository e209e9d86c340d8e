package wml.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What somebody sees first is there and leads somewhere. */
final class FrontPageTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  @Test
  void theFirstPagesExist() {
    for (String page : List.of("README.md", "CHANGELOG.md", "LICENSE")) {
      assertTrue(Checkout.read(Path.of(page)).length() > 200, page);
    }
  }

  @Test
  void theReadmeNamesTheTwoCommands() {
    String readme = Checkout.read(Path.of("README.md"));
    assertTrue(readme.contains("./wml run "), "./wml run");
    assertTrue(readme.contains("mvn verify"), "mvn verify");
  }

  @Test
  void linksOfAllPagesLeadToFiles() {
    List<String> dead = new ArrayList<>();
    int seen = 0;
    for (Path page : Checkout.files(".md")) {
      Matcher m = LINK.matcher(Checkout.read(page));
      while (m.find()) {
        seen++;
        if (!Files.exists(Checkout.ROOT.resolve(page).resolveSibling(m.group(1)))) {
          dead.add(page + ": " + m.group(1));
        }
      }
    }
    assertEquals(List.of(), dead);
    assertTrue(seen >= 10, "only " + seen + " links found");
  }
}
