package wml.gate.output;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;

/**
 * Where a comparison's flowop stands. CI systems want paths from the root of the checkout, in which
 * they run commands.
 *
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
  private static final Pattern POSITION = Pattern.compile("(?s)(.*):(\\d{1,9}):(\\d{1,9})");

  /** Of the comparison; without a position the begin of the workload. */
  static Place of(GateResult result, Comparison comparison) {
    Matcher parts = POSITION.matcher(comparison.position());
    return parts.matches()
        ? new Place(
            relative(parts.group(1)),
            Math.max(1, Integer.parseInt(parts.group(2))),
            Math.max(1, Integer.parseInt(parts.group(3))))
        : of(result);
  }

  /** The begin of the workload. */
  static Place of(GateResult result) {
    return new Place(relative(result.workload()), 1, 1);
  }

  private static String relative(String file) {
    try {
      Path here = Path.of("").toAbsolutePath();
      Path path = here.resolve(file).normalize();
      return Words.line(path.startsWith(here) ? here.relativize(path).toString() : file);
    } catch (InvalidPathException e) {
      return Words.line(file); // a name with a NUL
    }
  }

  /** A reference of RFC 3986. */
  String uri() {
    // A colon before the first slash would end a scheme.
    boolean safe = file.startsWith("/") || file.split("/", 2)[0].indexOf(':') < 0;
    try {
      return new URI(null, null, safe ? file : "./" + file, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "unknown";
    }
  }
}
