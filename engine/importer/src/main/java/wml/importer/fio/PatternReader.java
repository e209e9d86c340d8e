package wml.importer.fio;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.importer.fio.Job.Block;
import wml.importer.fio.Job.Blocks;
import wml.importer.fio.Job.Pattern;
import wml.importer.fio.Section.Setting;

/** Which operations a job does, where, and how large. */
final class PatternReader {
  private static final long DEFAULT_BLOCK = 4096;

  /** The most that one call moves. */
  private static final long MOST_BYTES = 1L << 30;

  private static final List<String> DIRECTIONS =
      List.of(
          "read",
          "write",
          "rw",
          "readwrite",
          "randread",
          "randwrite",
          "randrw",
          "trim",
          "randtrim",
          "trimwrite",
          "randtrimwrite");

  private final Map<String, Setting> settings;
  private final Values values;

  PatternReader(Map<String, Setting> settings, Values values) {
    this.settings = settings;
    this.values = values;
  }

  Pattern pattern() {
    Setting rw = settings.get("rw");
    String text = rw == null ? "read" : values.text(rw);
    if (rw != null && text.indexOf(':') >= 0) {
      values.unsupported(
          rw, "an operation can't depend on the offset of the last one", "remove the ':' part");
      text = text.substring(0, text.indexOf(':'));
    }
    String direction = rw == null ? text : direction(rw, text);
    boolean random = direction.startsWith("rand");
    int reads =
        switch (direction) {
          case "read", "randread" -> 100;
          case "write", "randwrite" -> 0;
          default -> share();
        };
    Setting part = settings.get("percentage_random");
    int percent = random ? 100 : 0;
    if (part != null && random) {
      percent = (int) values.count(first(part), 100, 0, 100);
    }
    return new Pattern(reads, percent, percent == 0 ? null : offsets());
  }

  private String direction(Setting rw, String text) {
    if (!DIRECTIONS.contains(text)) {
      return values.word(rw, DIRECTIONS);
    }
    if (text.contains("trim")) {
      values.unsupported(rw, "there are no trims", "write read, write, rw, or one with rand");
    }
    return text;
  }

  /** Reads of a mix; what was given for writes counts if both are given and disagree. */
  private int share() {
    Setting reads = settings.get("rwmixread");
    Setting writes = settings.get("rwmixwrite");
    long read = values.count(reads, 50, 0, 100);
    return (int) (writes == null ? read : 100 - values.count(writes, 50, 0, 100));
  }

  /** Values for each direction are not told apart here. */
  private Setting first(Setting s) {
    if (values.text(s).indexOf(',') >= 0) {
      values.unsupported(s, "reads and writes share " + s.name(), "write one value");
      return new Setting(s.name(), s.nameSpan(), values.text(s).split(",")[0], s.valueSpan());
    }
    return s;
  }

  private @Nullable String offsets() {
    Setting s = settings.get("random_distribution");
    if (s == null) {
      return null;
    }
    String[] parts = values.text(s).split(":");
    boolean known = parts[0].equals("zipf") || parts[0].equals("pareto");
    if (parts[0].equals("random") || parts[0].isEmpty()) {
      return null;
    }
    if (!known || parts.length > 2) {
      values.unsupported(
          s,
          known
              ? "the hottest block is the first one, and can't be placed elsewhere"
              : "offsets can't be drawn by '" + parts[0] + "' yet",
          "write zipf:THETA, pareto:H or random");
      return null;
    }
    String parameter = parts.length == 2 ? parts[1] : "";
    boolean number = parameter.matches("[0-9]*\\.?[0-9]+");
    boolean pareto = parts[0].equals("pareto");
    double value = number ? Double.parseDouble(parameter) : 0;
    if (!number || value <= 0 || (pareto && value >= 1)) {
      values.bad(
          s,
          parts[0] + " needs a parameter above 0" + (pareto ? " and below 1" : ""),
          "write " + (pareto ? "pareto:0.2" : "zipf:1.2"));
      return null;
    }
    values.differs(
        s, "the hottest blocks are the first ones of a file; fio scatters them over the file");
    String percent =
        new BigDecimal(parameter).movePointRight(2).stripTrailingZeros().toPlainString();
    return pareto ? "pareto(h=" + percent + "%)" : "zipf(theta=" + value + ")";
  }

  Blocks blocks() {
    Setting split = settings.get("bssplit");
    Setting range = settings.get("bsrange");
    Setting fixed = settings.get("bs");
    Block read = new Block.Fixed(DEFAULT_BLOCK);
    Block write = read;
    // a value that no comma ends is for what comes behind it too
    if (fixed != null) {
      List<String> sizes = perDirection(fixed);
      read = fixed(fixed, sizes.get(0));
      write = fixed(fixed, sizes.get(1));
    }
    if (range != null) {
      List<String> ranges = perDirection(range);
      read = range(range, ranges.get(0));
      write = range(range, ranges.get(1));
    }
    if (split != null) {
      List<String> splits = perDirection(split);
      read = split(split, splits.get(0));
      write = split(split, splits.get(1));
    }
    return new Blocks(read, write);
  }

  private List<String> perDirection(Setting s) {
    String[] parts = values.text(s).split(",", -1);
    return List.of(parts[0], parts.length > 1 ? parts[1] : parts[0]);
  }

  private Block fixed(Setting s, String text) {
    return new Block.Fixed(size(s, text, DEFAULT_BLOCK));
  }

  private long size(Setting s, String text, long otherwise) {
    long bytes = values.bytes(s, text, otherwise);
    if (bytes < 1 || bytes > MOST_BYTES) {
      values.bad(s, "a block of " + bytes + " bytes", "blocks are of 1 byte to 1 GiB");
      return otherwise;
    }
    return bytes;
  }

  private Block range(Setting s, String text) {
    String[] ends = text.split("[-:]");
    if (ends.length != 2) {
      values.bad(s, "'" + text + "' is no range", "write " + s.name() + "=4k-16k");
      return new Block.Fixed(DEFAULT_BLOCK);
    }
    long a = size(s, ends[0], DEFAULT_BLOCK);
    long b = size(s, ends[1], DEFAULT_BLOCK);
    return a == b ? new Block.Fixed(a) : new Block.Range(Math.min(a, b), Math.max(a, b));
  }

  private Block split(Setting s, String text) {
    List<Block.Share> shares = new ArrayList<>();
    int given = 0;
    int open = 0;
    for (String part : text.split(":")) {
      String[] pair = part.split("/", -1);
      boolean hasPercent = pair.length == 2 && !pair[1].isEmpty();
      if (hasPercent && !pair[1].matches("[0-9]{1,3}")) {
        values.bad(s, "'" + pair[1] + "' is no percentage", "write bssplit=4k/60:64k/40");
        return new Block.Fixed(DEFAULT_BLOCK);
      }
      int percent = hasPercent ? Integer.parseInt(pair[1]) : -1;
      given += hasPercent ? percent : 0;
      open += hasPercent ? 0 : 1;
      shares.add(new Block.Share(size(s, pair[0], DEFAULT_BLOCK), percent));
    }
    if (given > 100 || (open == 0 && given != 100)) {
      values.bad(s, "the percentages add up to " + given, "they must add up to 100");
      return new Block.Fixed(DEFAULT_BLOCK);
    }
    List<Block.Share> filled = new ArrayList<>();
    int left = 100 - given;
    for (Block.Share share : shares) {
      int percent = share.percent();
      if (percent < 0) {
        percent = left / open;
        left -= percent;
        open--;
      }
      if (percent > 0) {
        filled.add(new Block.Share(share.bytes(), percent));
      }
    }
    return filled.size() == 1
        ? new Block.Fixed(filled.getFirst().bytes())
        : new Block.Split(filled);
  }
}
