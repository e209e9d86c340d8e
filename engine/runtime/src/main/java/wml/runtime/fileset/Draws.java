package wml.runtime.fileset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.Lcg48;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RandomVariable;
import wml.api.random.Ranking;
import wml.api.random.UniformSource;

/**
 * Where the random numbers of filesets come from. Owned by the thread that lays out.
 *
 * <p>By default each fileset has one stream, derived from the run's seed and its name, for
 * everything: a fileset added or changed leaves the others as they are. In compat mode, as in
 * Filebench:
 *
 * <ol>
 *   <li>geometry and cvars of type gamma share one unseeded drand48 for all filesets of a run;
 *   <li>a randvar has a generator of its own, which goes on from fileset to fileset;
 *   <li>other cvars are seeded from the operating system there, hence from the run's seed here.
 * </ol>
 */
final class Draws {
  private final long seed;
  private final boolean compat;
  private final UniformSource shared = new Lcg48(0);
  private final UniformSource others;
  private final Map<RandomVariable, UniformSource> own = new HashMap<>();

  Draws(long seed, boolean compat) {
    this.seed = seed;
    this.compat = compat;
    others = new RandomStream(RandomStream.derive(seed, "fileset", "cvar"));
  }

  /** What the tree and the sizes of one fileset are drawn from. */
  ForFileset forFileset(String name) {
    return new ForFileset(
        compat ? shared : new RandomStream(RandomStream.derive(seed, "fileset", name)));
  }

  /** The sources of one fileset. */
  final class ForFileset {
    private final UniformSource geometry;

    private ForFileset(UniformSource geometry) {
      this.geometry = geometry;
    }

    UniformSource geometry() {
      return geometry;
    }

    /** A whole number, or the draws of a variable. */
    LongSource numbers(Value value, String attribute) {
      return switch (value) {
        case Value.Whole w -> LongSource.constant(w.value());
        case Value.Random r -> r.variable().drawFrom(sourceOf(r.variable()));
        case Value.Rate r -> throw notANumber(attribute, r);
        case Value.Flag f -> throw notANumber(attribute, f);
        case Value.Text t -> throw notANumber(attribute, t);
        case Value.Duration d -> throw notANumber(attribute, d);
      };
    }

    /** The draws of a variable, with its mean moved: Filebench does so with {@code dirdepthrv}. */
    LongSource numbersWithMean(RandomVariable variable, double mean) {
      RandomVariable moved =
          new RandomVariable(
              variable.name(),
              withMean(variable.distribution(), mean),
              variable.unit(),
              variable.round(),
              variable.min(),
              variable.max(),
              variable.stateful48(),
              variable.seed());
      return moved.drawFrom(sourceOf(variable));
    }

    private UniformSource sourceOf(RandomVariable variable) {
      if (!compat) {
        return geometry;
      }
      if (variable.stateful48()) {
        return own.computeIfAbsent(variable, v -> new Lcg48(v.seed()));
      }
      return variable.distribution() instanceof Distribution.Gamma ? shared : others;
    }
  }

  /** The mean of a number or variable. */
  static double mean(Value value, String attribute) {
    return switch (value) {
      case Value.Whole w -> w.value();
      case Value.Random r -> r.variable().mean();
      case Value.Rate r -> throw notANumber(attribute, r);
      case Value.Flag f -> throw notANumber(attribute, f);
      case Value.Text t -> throw notANumber(attribute, t);
      case Value.Duration d -> throw notANumber(attribute, d);
    };
  }

  /** Only the types of randvars have a mean that can be moved; their minimum stays. */
  private static Distribution withMean(Distribution distribution, double mean) {
    return switch (distribution) {
      case Distribution.Uniform u -> new Distribution.Uniform(u.lower(), 2 * mean - u.lower());
      case Distribution.Gamma g ->
          new Distribution.Gamma(g.shape(), (mean - g.offset()) / g.shape(), g.offset());
      case Distribution.Tabular t -> {
        List<Distribution.Tabular.Row> rows = t.rows();
        double tableMin = rows.stream().mapToDouble(Distribution.Tabular.Row::min).min().orElse(0);
        double min = t.offset() + t.factor() * tableMin;
        double factor = (mean - min) / (Distribution.Tabular.tableMean(rows) - tableMin);
        yield new Distribution.Tabular(rows, min - factor * tableMin, factor);
      }
      case Distribution.Erlang e -> e;
      case Distribution.Exponential e -> e;
      case Distribution.LogNormal l -> l;
      case Distribution.Normal n -> n;
      case Distribution.Triangular t -> t;
      case Distribution.Pareto p -> p;
      case Distribution.Weibull w -> w;
      case Ranking r -> r;
    };
  }

  private static IllegalArgumentException notANumber(String attribute, Value value) {
    return new IllegalArgumentException(attribute + " must be a number, not '" + value + "'");
  }
}
