package wml.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import wml.compiler.DistributionType.Parameter;

/** The distributions of the language in words, for the command line. */
public final class DistributionList {
  private DistributionList() {}

  /** One line each. */
  public static List<String> lines() {
    List<String> out = new ArrayList<>();
    for (DistributionType type : DistributionTable.functions()) {
      out.add(type.synopsis());
      out.add("    " + type.doc());
    }
    out.add("    a number, a duration or a percentage of a range; ranks need items= or max= where");
    out.add(
        "    they are plain values, nothing for offset= and pick=; values are rounded first and");
    out.add("    then limited");
    out.add("randvar(type=uniform, min, mean)       from min to 2 x mean - min");
    out.add("randvar(type=gamma, min, mean, gamma)  min + gamma; shape is gamma / 1000");
    out.add("randvar(type=tabular, randtable={{percent, min, max}, ...})");
    out.add("    also: min and mean rescale the table; round, seed, randsrc=rand48 or urandom");
    for (DistributionType type : DistributionTable.cvars().values()) {
      String parameters =
          type.parameters().stream()
              .sorted(Comparator.comparing(Parameter::name))
              .map(p -> p.name() + ":" + p.otherwise())
              .collect(Collectors.joining(";"));
      out.add("cvar(type=" + type.name() + ", parameters=" + parameters + ")");
    }
    out.add("    also: min, max, round; a text such as \"mean:16k;gamma:1.5\" holds parameters");
    return out;
  }
}
