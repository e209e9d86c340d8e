package wml.targets.posix.linux;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of /proc/self/mountinfo (proc_pid_mountinfo(5)):
 *
 * <pre>36 35 98:0 /root /point rw,noatime master:1 - ext4 /dev/vda rw,errors=continue</pre>
 *
 * @param number of the device, major and minor: 98:0
 * @param options those of the mount and then those of the file system
 */
record Mount(String point, String type, String number, String device, String options) {
  static final Path TABLE = Path.of("/proc/self/mountinfo");

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  /** The mount that an absolute path without symbolic links lies on. */
  static Mount of(String path, List<String> lines) {
    Mount best = new Mount("/", "unknown", "0:0", "unknown", "unknown");
    for (String line : lines) {
      List<String> fields = Arrays.asList(line.split(" ", -1));
      int dash = fields.indexOf("-");
      if (dash < 6 || fields.size() < dash + 4) {
        continue;
      }
      String point = unescape(fields.get(4));
      // Of two mounts on one point, the later line hides the earlier one.
      if (isBelow(path, point) && point.length() >= best.point.length()) {
        String options = fields.get(5) + "," + fields.get(dash + 3);
        best =
            new Mount(
                point,
                fields.get(dash + 1),
                fields.get(2),
                unescape(fields.get(dash + 2)),
                options);
      }
    }
    return best;
  }

  private static boolean isBelow(String path, String point) {
    return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
  }

  private static String unescape(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            octal ->
                java.util.regex.Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
  }
}
