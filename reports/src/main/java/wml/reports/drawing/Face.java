package wml.reports.drawing;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The fonts: Liberation (SIL Open Font License), as wide as Helvetica, Arial and Times. Loaded when
 * first used; any thread. Widths know no kerning, and the writers set none.
 */
@SuppressWarnings("ImmutableEnumChecker") // loaded when first used
public enum Face {
  SANS("LiberationSans-Regular", "sans-serif", false, 0.729, 0.212),
  SANS_BOLD("LiberationSans-Bold", "sans-serif", true, 0.729, 0.212),
  SERIF("LiberationSerif-Regular", "serif", false, 0.676, 0.216),
  SERIF_BOLD("LiberationSerif-Bold", "serif", true, 0.676, 0.216);

  /** Drawn for what a font lacks. */
  private static final int UNKNOWN = '?';

  private final String file;
  private final String family;
  private final boolean bold;
  private final double ascent;
  private final double descent;
  private @Nullable Loaded loaded;

  Face(String file, String family, boolean bold, double ascent, double descent) {
    this.file = file;
    this.family = family;
    this.bold = bold;
    this.ascent = ascent;
    this.descent = descent;
  }

  /** {@code serif} or {@code sans-serif}. */
  public String family() {
    return family;
  }

  public boolean isBold() {
    return bold;
  }

  /** The bold one of its family. */
  public Face bold() {
    return family.equals("serif") ? SERIF_BOLD : SANS_BOLD;
  }

  /** Height of capitals over the baseline, as a fraction of the size. */
  public double ascent() {
    return ascent;
  }

  /** Depth of descenders below the baseline, as a fraction of the size. */
  public double descent() {
    return descent;
  }

  /** How wide a text is, in points. */
  public double width(String text, double size) {
    Loaded font = loaded();
    double units = text.codePoints().map(font::glyph).mapToDouble(font::advance).sum();
    return units * size / font.unitsPerEm;
  }

  /** Outline of a text whose baseline begins at the origin, in points, y downwards. */
  Path2D outline(String text, double size) {
    Loaded font = loaded();
    double scale = size / font.unitsPerEm;
    Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double x = 0;
    for (int codePoint : text.codePoints().toArray()) {
      int glyph = font.glyph(codePoint);
      AffineTransform place = new AffineTransform(scale, 0, 0, -scale, x, 0);
      all.append(font.path(glyph).getPathIterator(place), false);
      x += font.advance(glyph) * scale;
    }
    return all;
  }

  /** The text with a question mark for each character that the font lacks. */
  String known(String text) {
    Loaded font = loaded();
    StringBuilder known = new StringBuilder();
    text.codePoints()
        .forEach(c -> known.appendCodePoint(font.characters.getGlyphId(c) == 0 ? UNKNOWN : c));
    return known.toString();
  }

  /** The TrueType file. */
  InputStream open() {
    InputStream in = Face.class.getResourceAsStream("/liberation/" + file + ".ttf");
    if (in == null) {
      throw new IllegalStateException("the font " + file + " is not on the class path");
    }
    return in;
  }

  private synchronized Loaded loaded() {
    if (loaded == null) {
      loaded = new Loaded(this);
    }
    return loaded;
  }

  /** A parsed font. */
  private static final class Loaded {
    final TrueTypeFont font;
    final CmapLookup characters;
    final double unitsPerEm;
    private final ConcurrentHashMap<Integer, Path2D> paths = new ConcurrentHashMap<>();

    Loaded(Face face) {
      try (InputStream in = face.open()) {
        font = new TTFParser().parse(new RandomAccessReadBuffer(in));
        characters = font.getUnicodeCmapLookup();
        unitsPerEm = font.getUnitsPerEm();
      } catch (IOException e) {
        throw new UncheckedIOException("the font " + face.file + " can't be read", e);
      }
    }

    int glyph(int codePoint) {
      int glyph = characters.getGlyphId(codePoint);
      return glyph == 0 ? characters.getGlyphId(UNKNOWN) : glyph;
    }

    double advance(int glyph) {
      try {
        return font.getAdvanceWidth(glyph);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** In font units, y upwards. */
    Path2D path(int glyph) {
      return paths.computeIfAbsent(glyph, this::load);
    }

    private Path2D load(int glyph) {
      try {
        synchronized (font) {
          GlyphData data = font.getGlyph().getGlyph(glyph);
          return data == null ? new Path2D.Double() : data.getPath();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
