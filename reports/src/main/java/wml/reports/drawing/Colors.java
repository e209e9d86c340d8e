package wml.reports.drawing;

/** Colours as 0xRRGGBB. */
public final class Colors {
  public static final int BLACK = 0x000000;
  public static final int WHITE = 0xffffff;

  /** Ticks' labels and axes. */
  public static final int INK = 0x222222;

  /** Grids and what stays behind. */
  public static final int GRID = 0xd9d9d9;

  /** What is not known. */
  public static final int MISSING = 0xbbbbbb;

  /**
   * Lines of a chart, in turn: Okabe and Ito's, told apart by the colour-blind, in an order of
   * falling contrast to white; on grey paper dashes and marks tell them apart.
   */
  private static final int[] SERIES = {
    0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xe69f00, 0x444444
  };

  private Colors() {}

  /** Of the n-th line, from 0; they come round. */
  public static int series(int n) {
    return SERIES[Math.floorMod(n, SERIES.length)];
  }

  /** A mixture: 0 gives the first, 1 the second. */
  public static int blend(int first, int second, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double a = (first >> shift) & 0xff;
      double b = (second >> shift) & 0xff;
      mixed |= (int) Math.round(a + (b - a) * Math.clamp(share, 0, 1)) << shift;
    }
    return mixed;
  }

  /** Lighter: 1 is white. */
  public static int tint(int rgb, double share) {
    return blend(rgb, WHITE, share);
  }

  /** Relative luminance from 0 to 1 (WCAG 2.2): whether black or white text can be read on it. */
  public static double luminance(int rgb) {
    return 0.2126 * linear((rgb >> 16) & 0xff)
        + 0.7152 * linear((rgb >> 8) & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  /** Black or white, whichever has more contrast. */
  public static int textOn(int rgb) {
    return luminance(rgb) > 0.179 ? BLACK : WHITE;
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
