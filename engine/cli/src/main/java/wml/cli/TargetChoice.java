package wml.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import wml.api.cli.UsageException;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.api.units.Nearest;
import wml.compiler.Catalog;

/**
 * {@code --target NAME[:key=value,...]}, resolved.
 *
 * @param info what the target says of itself with these options
 */
record TargetChoice(Target target, Options options, TargetInfo info) {
  /** Where a workload runs when the command line names no target. */
  static final String DEFAULT = "posix";

  static TargetChoice parse(String text, Catalog catalog) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    Target target = catalog.targets().get(name);
    if (target == null) {
      throw new UsageException(
          "there is no target '"
              + name
              + "'"
              + Nearest.hint(name, catalog.targets().keySet())
              + "\nhelp: targets are "
              + String.join(", ", catalog.targets().keySet()));
    }
    Map<String, String> given = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : text.substring(colon + 1).split(",")) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
          throw new UsageException(
              "'" + pair + "' in --target is no key=value; write --target NAME:key=value,...");
        }
        given.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
    }
    try {
      Options options = Options.resolve(target.info(), given);
      return new TargetChoice(target, options, target.info(options));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
