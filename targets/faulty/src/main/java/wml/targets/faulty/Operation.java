package wml.targets.faulty;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wml.api.units.Nearest;

/** Operations that faults can hit, in lower case as the option {@code ops} names them. */
enum Operation {
  OPEN,
  CREATE,
  READ,
  /** Truncating, preallocating and copying count as writing. */
  WRITE,
  SYNC,
  /** Reading a link, a right or an extended attribute counts as a stat. */
  STAT,
  /** Permissions, times and extended attributes. */
  SETATTR,
  LINK,
  LOCK,
  LIST,
  REMOVE,
  RENAME,
  MKDIR,
  RMDIR,
  CLOSE;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Operation::word).toList();
  }

  /** Reads a list separated by "+" or ","; "all" stands for all. */
  static Set<Operation> parse(String text) {
    Set<Operation> operations = EnumSet.noneOf(Operation.class);
    for (String part : text.split("[,+]", -1)) {
      String name = part.strip();
      List<Operation> named =
          Arrays.stream(values()).filter(operation -> operation.word.equals(name)).toList();
      if (!named.isEmpty()) {
        operations.addAll(named);
      } else if (name.equals("all")) {
        operations.addAll(EnumSet.allOf(Operation.class));
      } else {
        throw new IllegalArgumentException(
            "option 'ops' of target 'faulty' has '"
                + name
                + "'"
                + Nearest.hint(name, names())
                + "; it takes all or some of "
                + names());
      }
    }
    return operations;
  }
}
