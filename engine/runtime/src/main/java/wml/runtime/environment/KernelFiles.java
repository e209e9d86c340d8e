package wml.runtime.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Reads files under /proc and /sys. What is not there is empty: no system has all of them. */
record KernelFiles(Path root) {
  static final KernelFiles OF_THIS_MACHINE = new KernelFiles(Path.of("/"));

  Path path(String name) {
    return root.resolve(name);
  }

  List<String> lines(String name) {
    Path file = path(name);
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // such as that of a thread that has just ended
    }
  }

  String firstLine(String name) {
    List<String> lines = lines(name);
    return lines.isEmpty() ? "" : lines.get(0).strip();
  }

  OptionalLong number(String name) {
    return number(List.of(firstLine(name)), 0, 0);
  }

  /** What stands after the colon of the first line that begins with a name. */
  String field(String name, String field) {
    return field(lines(name), field);
  }

  static String field(List<String> lines, String field) {
    for (String line : lines) {
      if (line.startsWith(field) && line.indexOf(':') >= 0) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "";
  }

  /** Bytes, of a field given in kB as those of /proc/meminfo are. */
  static OptionalLong bytes(List<String> lines, String field) {
    String value = field(lines, field + ":").replace("kB", "").strip();
    return value.matches("[0-9]{1,15}")
        ? OptionalLong.of(Long.parseLong(value) * 1024)
        : OptionalLong.empty();
  }

  /** A column of a line, columns being separated by blanks. */
  static OptionalLong number(List<String> lines, int line, int column) {
    String[] fields = lines.size() > line ? lines.get(line).strip().split(" +") : new String[0];
    return fields.length > column && fields[column].matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(fields[column]))
        : OptionalLong.empty();
  }
}
