package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The distributions of the language in words, for the command line. */
public final class DistributionList {
  private DistributionList() {}

  /** One line each. */
  public static List<String> lines() {
    List<String> out = new ArrayList<>();
    out.add("randvar(type=uniform, min, mean)       from min to 2 x mean - min");
    out.add("randvar(type=gamma, min, mean, gamma)  min + gamma; shape is gamma / 1000");
    out.add("randvar(type=tabular, randtable={{percent, min, max}, ...})");
    out.add("    also: min and mean rescale the table; round, seed, randsrc=rand48 or urandom");
    Distributions.customTypes()
        .forEach(
            (type, parameters) -> {
              StringBuilder line = new StringBuilder("cvar(type=" + type + ", parameters=");
              String separator = "";
              for (var parameter : new TreeMap<>(parameters).entrySet()) {
                line.append(separator).append(parameter.getKey()).append(':');
                line.append(parameter.getValue());
                separator = ";";
              }
              out.add(line + ")");
            });
    out.add("    also: min, max, round; a text such as \"mean:16k;gamma:1.5\" holds parameters");
    return out;
  }
}
