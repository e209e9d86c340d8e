package wml.reports;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wml.reports.drawing.PictureFormat;
import wml.reports.figure.Figure;
import wml.reports.figure.Style;

/**
 * Figures look as a person once found good: small images, compared by structural similarity (Wang
 * et al., 2004). {@code -Dwml.golden=write} writes them anew; look at them then.
 */
class FigureGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/wml/reports/figures");
  private static final int WIDTH = 480;

  /** Another rasterizer's edges stay above it, a label that moved by its height does not. */
  private static final double ALIKE = 0.97;

  static Stream<Named<Figure>> usual() {
    return FigureSamples.usual();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("usual")
  void looksAsBefore(Figure figure, TestInfo info) throws IOException {
    BufferedImage now = small(figure);
    Path file = GOLDEN.resolve(info.getDisplayName() + ".png");
    if ("write".equals(System.getProperty("wml.golden"))) {
      Files.createDirectories(GOLDEN);
      ImageIO.write(now, "png", file.toFile());
    }
    BufferedImage golden = ImageIO.read(file.toFile());
    assertTrue(golden.getHeight() == now.getHeight(), "it became higher or lower");
    double alike = similarity(golden, now);
    assertTrue(alike >= ALIKE, () -> "similarity " + alike);
  }

  @Test
  void aMovedLabelIsNoticed() throws IOException {
    BufferedImage image = small(usual().findFirst().orElseThrow().getPayload());
    BufferedImage moved = small(usual().findFirst().orElseThrow().getPayload());
    int x = WIDTH / 3;
    moved.getGraphics().copyArea(x, 0, WIDTH / 3, 12, 0, 14);
    assertTrue(similarity(image, image) > 0.9999);
    assertTrue(similarity(image, moved) < ALIKE, () -> "" + similarity(image, moved));
  }

  private static BufferedImage small(Figure figure) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PictureFormat.PNG.write(figure.draw(Style.COLUMN), out);
    BufferedImage large = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    int height = large.getHeight() * WIDTH / large.getWidth();
    BufferedImage grey = new BufferedImage(WIDTH, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(large, 0, 0, WIDTH, height, null);
    graphics.dispose();
    return grey;
  }

  /** The mean over windows of 8 x 8 pixels that are not both white. */
  private static double similarity(BufferedImage a, BufferedImage b) {
    int window = 8;
    double sum = 0;
    int windows = 0;
    for (int y = 0; y + window <= a.getHeight(); y += window / 2) {
      for (int x = 0; x + window <= a.getWidth(); x += window / 2) {
        double[] of = statistics(a, b, x, y, window);
        if (of[2] + of[3] > 0) {
          double c1 = 6.5025;
          double c2 = 58.5225;
          sum +=
              (2 * of[0] * of[1] + c1)
                  * (2 * of[4] + c2)
                  / ((of[0] * of[0] + of[1] * of[1] + c1) * (of[2] + of[3] + c2));
          windows++;
        }
      }
    }
    return windows == 0 ? 1 : sum / windows;
  }

  /** Means, variances and covariance. */
  private static double[] statistics(BufferedImage a, BufferedImage b, int x, int y, int window) {
    double n = window * window;
    double[] sums = new double[5];
    for (int i = 0; i < window; i++) {
      for (int k = 0; k < window; k++) {
        double p = a.getRaster().getSample(x + i, y + k, 0);
        double q = b.getRaster().getSample(x + i, y + k, 0);
        sums[0] += p;
        sums[1] += q;
        sums[2] += p * p;
        sums[3] += q * q;
        sums[4] += p * q;
      }
    }
    double meanA = sums[0] / n;
    double meanB = sums[1] / n;
    return new double[] {
      meanA,
      meanB,
      sums[2] / n - meanA * meanA,
      sums[3] / n - meanB * meanB,
      sums[4] / n - meanA * meanB
    };
  }
}
