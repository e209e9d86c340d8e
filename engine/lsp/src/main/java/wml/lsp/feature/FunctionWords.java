package wml.lsp.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wml.compiler.DistributionTable;
import wml.compiler.DistributionType;
import wml.compiler.Functions;
import wml.compiler.Functions.Function;
import wml.compiler.Metrics;

/** Functions and their parameters, as an editor shows them. */
final class FunctionWords {
  private FunctionWords() {}

  /** What can stand where a value does: functions of values, and distributions. */
  static List<Function> ofValues() {
    List<Function> all = new ArrayList<>(Functions.all());
    for (DistributionType d : DistributionTable.functions()) {
      int most = d.parameters().size();
      all.add(new Function(d.name(), d.synopsis(), 0, most, d.doc()));
    }
    return all;
  }

  /** The named parameters of a distribution; none if there is no such. */
  static List<DistributionType.Parameter> parameters(String function) {
    for (DistributionType d : DistributionTable.functions()) {
      if (d.name().equals(function)) {
        return d.parameters();
      }
    }
    return List.of();
  }

  static String facts(DistributionType.Parameter p) {
    String otherwise = p.otherwise();
    String missing =
        otherwise == null ? ", required" : otherwise.isEmpty() ? "" : ", default " + otherwise;
    return p.kind().words() + missing + (p.limits().isEmpty() ? "" : ", " + p.limits());
  }

  /** What a parameter of a distribution is, or null. */
  static @Nullable String parameter(String function, String name) {
    for (DistributionType.Parameter p : parameters(function)) {
      if (p.name().equals(name)) {
        return "`%s`: %s\n\n%s".formatted(name, facts(p), p.doc());
      }
    }
    return null;
  }

  /** What a function does, or null if there is none of this name. */
  static @Nullable String doc(String name) {
    List<Function> all = new ArrayList<>(ofValues());
    all.addAll(Metrics.all());
    Optional<Function> found = all.stream().filter(f -> f.name().equals(name)).findFirst();
    return found.map(f -> "`" + f.synopsis() + "`: " + f.doc()).orElse(null);
  }
}
