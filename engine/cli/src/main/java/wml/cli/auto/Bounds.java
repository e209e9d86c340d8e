package wml.cli.auto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.units.Sizes;

/**
 * A rectangle of the matrix, as variables of the workload file, which has the rule of what lies in
 * it: sizes double, no record is larger than its file.
 *
 * @param smallRecords whether files above 16 MiB have records below 64 KiB
 */
public record Bounds(
    long minFile, long maxFile, long minRecord, long maxRecord, boolean smallRecords) {
  /** In larger files, records begin at {@link #LARGE_RECORD}. */
  private static final long LARGE_FILE = 16L << 20;

  private static final long LARGE_RECORD = 64L << 10;

  /** As iozone has it for {@code -a}. */
  private static final Bounds FULL = new Bounds(64L << 10, 512L << 20, 4L << 10, 16L << 20, false);

  /** One cell that takes no time. */
  static final Bounds SMALL = new Bounds(64L << 10, 64L << 10, 4L << 10, 4L << 10, true);

  /**
   * A size in KiB, or with a unit: {@code 64}, {@code 64k}, {@code 1m}.
   *
   * @param letter that it stands behind
   */
  static long size(String letter, String text) {
    boolean plain = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    try {
      long bytes = Sizes.parse(plain ? text + "k" : text);
      if (bytes < 1) {
        throw new IllegalArgumentException("sizes are above 0");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          letter + " " + text + ": " + e.getMessage() + "; without a unit it is KiB", e);
    }
  }

  /**
   * The rectangles of some letters, {@code -n -g -y -q -s -r -z}; null or empty: not given.
   *
   * @throws IllegalArgumentException if there is no cell in them
   */
  static List<Bounds> of(
      Map<Character, String> ends, List<String> files, List<String> records, boolean small) {
    long minFile = end(ends, 'n', FULL.minFile);
    long maxFile = end(ends, 'g', Math.max(FULL.maxFile, minFile));
    long minRecord = end(ends, 'y', FULL.minRecord);
    long maxRecord = end(ends, 'q', Math.max(FULL.maxRecord, minRecord));
    List<Bounds> all = new ArrayList<>();
    for (long[] file : ranges("-s", files, minFile, maxFile)) {
      for (long[] record : ranges("-r", records, minRecord, maxRecord)) {
        boolean any = small || !records.isEmpty();
        Bounds trimmed = new Bounds(file[0], file[1], record[0], record[1], any).trimmed();
        if (trimmed.minFile > trimmed.maxFile || trimmed.minRecord > trimmed.maxRecord) {
          throw new IllegalArgumentException(
              "no cell has a file of %s to %s and a record of %s to %s; a record is at most as large as its file%s"
                  .formatted(
                      words(file[0]),
                      words(file[1]),
                      words(record[0]),
                      words(record[1]),
                      any ? "" : ", and at least 64 KiB in files above 16 MiB unless -z is given"));
        }
        all.add(trimmed);
      }
    }
    return all;
  }

  private static String words(long bytes) {
    return Sizes.format((double) bytes);
  }

  private static long end(Map<Character, String> ends, char letter, long usual) {
    String text = ends.get(letter);
    return text == null ? usual : size("-" + letter, text);
  }

  private static List<long[]> ranges(String letter, List<String> fixed, long min, long max) {
    if (fixed.isEmpty()) {
      return List.of(new long[] {min, max});
    }
    return fixed.stream()
        .map(text -> size(letter, text))
        .map(size -> new long[] {size, size})
        .toList();
  }

  /** Without the file sizes that have no records in these bounds. */
  private Bounds trimmed() {
    long from = minFile;
    while (from < minRecord && from < maxFile) {
      from *= 2;
    }
    long to = maxFile;
    if (!smallRecords && maxRecord < LARGE_RECORD) {
      to = Math.min(to, LARGE_FILE);
    }
    return new Bounds(
        from < minRecord ? Long.MAX_VALUE : from, to, minRecord, maxRecord, smallRecords);
  }

  /** For {@code -D}. */
  Map<String, String> variables() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("minfile", Long.toString(minFile));
    all.put("maxfile", Long.toString(maxFile));
    all.put("minrecord", Long.toString(minRecord));
    all.put("maxrecord", Long.toString(maxRecord));
    all.put("smallrecords", Boolean.toString(smallRecords));
    return all;
  }
}
