package wml.reports.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Its pictures stay in {@code target/report-page}. */
final class BrowserTest {
  private static final Path KEPT = Path.of("target/report-page");
  private static final String CONTROLS = "a[href], button, select, canvas, [tabindex='0']";

  private static Browser browser;
  private static Path matrix;
  private static Path compared;
  private static Path traced;
  private static Path aborted;

  @BeforeAll
  static void startWithThreePages(@TempDir Path scratch) throws Exception {
    Optional<Path> chromium = Browser.executable();
    if (chromium.isEmpty()) {
      System.out.println(
          "BrowserTest is skipped: no chromium on the PATH (Debian: apt install chromium)");
    }
    Assumptions.assumeTrue(chromium.isPresent(), "no chromium on the PATH");
    Files.createDirectories(KEPT);
    Path a =
        SampleResults.write(
            scratch.resolve("before.json"), SampleResults.matrix(1, 1, "bare metal"));
    Path b =
        SampleResults.write(
            scratch.resolve("after.json"), SampleResults.matrix(2, 1.3, "virtual machine"));
    String hostile = "w/</script><img src=x onerror=\"window.hacked=1\">'.wml";
    Path t =
        SampleResults.write(
            scratch.resolve("time.json"), List.of(SampleResults.overTime(hostile, Map.of(), 60)));
    matrix = page("matrix.html", a);
    compared = page("compared.html", a, b);
    traced = page("traced.html", t);
    aborted =
        page(
            "aborted.html",
            SampleResults.write(
                scratch.resolve("aborted.json"), List.of(wml.reports.SampleRuns.aborted())));
    browser = new Browser(chromium.get(), scratch.resolve("profile"));
    view(1280, 900, false);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path page(String name, Path... files) throws IOException {
    List<ReportedResult> results = new ArrayList<>();
    for (Path file : files) {
      results.add(ReportedResult.read(file, files.length));
    }
    Path page = KEPT.resolve(name).toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(page)) {
      ReportPage.write(results, Comparison.warnings(results), out);
    }
    return page;
  }

  /** After each test: whatever was done, the page kept quiet. */
  @AfterEach
  void saysNoErrorAndAsksForNothing() {
    assertEquals(List.of(), browser.events("Runtime.exceptionThrown"));
    assertEquals(List.of(), browser.events("Runtime.consoleAPICalled"));
    assertEquals(List.of(), browser.events("Log.entryAdded"));
    for (JsonNode request : browser.events("Network.requestWillBeSent")) {
      String url = request.path("request").path("url").asText();
      assertTrue(url.startsWith("file:") && url.endsWith(".html"), url);
    }
  }

  private static int picture() throws Exception {
    browser.painted();
    return browser.evaluate("document.querySelector('canvas').toDataURL()").asText().hashCode();
  }

  private static JsonNode canvas() throws Exception {
    return browser.evaluate(
        "(() => { const c = document.querySelector('canvas'); c.scrollIntoView({block: 'center',"
            + " behavior: 'instant'}); const b = c.getBoundingClientRect(); return {x: b.left, y:"
            + " b.top, w: b.width, h: b.height}; })()");
  }

  @Test
  void dragWheelAndKeysTurnTheSurface() throws Exception {
    browser.open(matrix);
    JsonNode box = canvas();
    double x = box.path("x").asDouble() + box.path("w").asDouble() / 2;
    double y = box.path("y").asDouble() + box.path("h").asDouble() / 2;
    List<Integer> pictures = new ArrayList<>();
    pictures.add(picture());
    browser.mouse("mousePressed", x, y, true);
    browser.mouse("mouseMoved", x + 80, y + 20, true);
    browser.mouse("mouseReleased", x + 80, y + 20, false);
    pictures.add(picture());
    browser.wheel(x, y, -120);
    pictures.add(picture());
    browser.press("ArrowLeft", 37);
    pictures.add(picture());
    for (int i = 1; i < pictures.size(); i++) {
      assertNotEquals(pictures.get(i - 1), pictures.get(i), "after step " + i);
    }
    browser.press("Home", 36);
    browser.press("Escape", 27);
    browser.mouse("mouseMoved", 1, 1, false);
    assertEquals(pictures.getFirst(), picture());
  }

  @Test
  void hoverReadsACell() throws Exception {
    browser.open(matrix);
    JsonNode box = canvas();
    String read = "";
    for (int i = 2; i < 9 && !read.contains("n = "); i++) {
      browser.mouse(
          "mouseMoved",
          box.path("x").asDouble() + box.path("w").asDouble() * i / 10,
          box.path("y").asDouble() + box.path("h").asDouble() * 0.55,
          false);
      read =
          browser
              .evaluate("document.querySelector('.tip:not([hidden])')?.textContent ?? ''")
              .asText();
    }
    assertTrue(
        read.matches(
            "(?s)filesize \\S+, recordsize \\S+\n.*iB/s\n95 % interval .*\nn = 12 operations.*"),
        read);
    shot("hover");
  }

  @Test
  void tabReachesEachControlWithAVisibleFocus() throws Exception {
    browser.open(matrix);
    int controls =
        browser.evaluate("document.querySelectorAll(\"" + CONTROLS + "\").length").asInt();
    assertTrue(controls > 30, controls + " controls");
    for (int i = 0; i < controls; i++) {
      browser.press("Tab", 9);
      browser.evaluate(
          "{ const e = document.activeElement; e.dataset.reached = getComputedStyle(e).outlineStyle"
              + " !== 'none'; 1 }");
    }
    assertEquals(
        "[]",
        browser
            .evaluate(
                "[...document.querySelectorAll(\""
                    + CONTROLS
                    + "\")].filter(e => e.dataset.reached !== 'true' && e.checkVisibility()).map(e"
                    + " => e.outerHTML.slice(0, 80))")
            .toString());
  }

  @Test
  void controlsHaveNamesAndTablesHaveCaptions() throws Exception {
    for (Path page : List.of(matrix, compared, traced)) {
      browser.open(page);
      assertEquals(
          "[]",
          browser
              .evaluate(
                  "[...document.querySelectorAll('table')].filter(t => !t.caption ||"
                      + " !t.querySelector('th[scope=col]') || !t.querySelector('th[scope=row],"
                      + " .source') && !t.matches('.source')).map(t => t.outerHTML.slice(0, 200))")
              .toString());
      assertEquals(
          "[]",
          browser
              .evaluate(
                  "[...document.querySelectorAll('select, button, svg[role=img], canvas')].filter(e"
                      + " => !(e.getAttribute('aria-label') || e.textContent.trim() ||"
                      + " e.labels?.length)).map(e => e.outerHTML)")
              .toString());
    }
  }

  @Test
  void choosingAMetricAndSortingChangeTheTables() throws Exception {
    browser.open(matrix);
    String before = browser.evaluate("document.querySelector('.heat').textContent").asText();
    browser.evaluate(
        "{ const s = document.querySelectorAll('#surface select')[0]; s.value = '3';"
            + " s.dispatchEvent(new Event('change')); 1 }");
    assertNotEquals(
        before, browser.evaluate("document.querySelector('.heat').textContent").asText());
    browser.evaluate("document.querySelectorAll('#matrix th button')[3].click()");
    assertEquals(
        "descending",
        browser
            .evaluate("document.querySelectorAll('#matrix th')[3].getAttribute('aria-sort')")
            .asText());
    assertTrue(
        browser
            .evaluate("document.querySelector('.heat td.unstable').textContent")
            .asText()
            .endsWith("!"));
  }

  @Test
  void whatResultsContainIsText() throws Exception {
    browser.open(traced);
    assertFalse(
        browser
            .evaluate("'hacked' in window || !!document.querySelector('main img, main b')")
            .asBoolean());
    assertTrue(
        browser
            .evaluate("document.querySelector('h1').textContent")
            .asText()
            .contains("<img src=x"));
    shot("traced");
  }

  @Test
  void abortedRunSaysWhy() throws Exception {
    browser.open(aborted);
    String text = browser.evaluate("document.getElementById('summary').innerText").asText();
    assertTrue(text.contains("not valid") && text.contains("found no entry to create"), text);
  }

  @Test
  void comparisonShowsDifferencesFirst() throws Exception {
    browser.open(compared);
    String text = browser.evaluate("document.getElementById('summary').innerText").asText();
    assertTrue(text.contains("machines of different classes: bare metal; virtual machine"), text);
    assertTrue(
        browser.evaluate("document.querySelectorAll('#comparison td.good').length").asInt() > 30);
    shot("compared");
  }

  @Test
  void printingGivesPages() throws Exception {
    browser.open(matrix);
    byte[] pdf =
        Base64.getDecoder()
            .decode(
                browser
                    .call(
                        "Page.printToPDF",
                        Map.of("preferCSSPageSize", false, "printBackground", true))
                    .path("data")
                    .asText());
    Files.write(KEPT.resolve("matrix.pdf"), pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertTrue(document.getNumberOfPages() >= 3, document.getNumberOfPages() + " pages");
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("Run matrix") && text.contains("wml run"), text);
      assertFalse(text.contains("Download CSV"), text);
    }
  }

  @Test
  void hasALightADarkAndANarrowLook() throws Exception {
    browser.open(matrix);
    shot("light");
    view(1280, 900, true);
    browser.open(matrix);
    assertEquals("dark", browser.evaluate("document.documentElement.dataset.theme").asText());
    shot("dark");
    browser.evaluate("document.getElementById('theme').click()");
    assertEquals("light", browser.evaluate("document.documentElement.dataset.theme").asText());
    view(390, 800, false);
    browser.open(matrix);
    assertTrue(
        browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean(),
        "the page is wider than its window");
    shot("narrow");
    view(1280, 900, false);
  }

  private static void view(int width, int height, boolean dark) throws Exception {
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    browser.call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  private static void shot(String name) throws Exception {
    browser.painted();
    JsonNode data =
        browser.call(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(
        KEPT.resolve(name + ".png"), Base64.getDecoder().decode(data.path("data").asText()));
  }
}
