package wml.gate.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wml.api.random.RandomStream;

/**
 * Times of runs that were measured, in their order. Sessions are put together of stretches of it
 * (the moving blocks of Kuensch, Ann. Stat. 17, 1989), so that what lasts less than a stretch is in
 * them as it was.
 */
public final class Recorded implements NoiseModel {
  /** Runs of a stretch: 20 pairs, the second look. */
  private static final int STRETCH = 40;

  private final String name;
  private final double[] times;

  private Recorded(String name, double[] times) {
    this.name = name;
    this.times = times;
  }

  /**
   * @param file a time per line, above 0; empty lines and those that begin with {@code #} are none
   * @throws IOException also if a line is no time, or if there are fewer than two stretches
   */
  public static Recorded read(Path file) throws IOException {
    List<Double> times = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        times.add(time(line.strip(), file + ":" + number));
      }
    }
    if (times.size() < 2 * STRETCH) {
      throw new IOException(
          "%s: %d times are too few to draw sessions from; at least %d"
              .formatted(file, times.size(), 2 * STRETCH));
    }
    double[] all = times.stream().mapToDouble(Double::doubleValue).toArray();
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    double usual = sorted[sorted.length / 2];
    for (int i = 0; i < all.length; i++) {
      all[i] /= usual;
    }
    return new Recorded(String.valueOf(file.getFileName()), all);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '" + file + "'", e);
    }
  }

  private static double time(String text, String where) throws IOException {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IOException(where + ": '" + text + "' is no number; one time per line", e);
    }
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IOException(where + ": " + text + " is no time; it must be above 0");
    }
    return value;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return times.length + " measured runs";
  }

  @Override
  public double[] session(int runs, RandomStream random) {
    double[] session = new double[runs];
    int from = 0;
    for (int i = 0; i < runs; i++) {
      if (i % STRETCH == 0) {
        from = (int) random.nextLong(times.length - STRETCH + 1L);
      }
      session[i] = times[from + i % STRETCH];
    }
    return session;
  }
}
