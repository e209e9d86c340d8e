package wml.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wml.api.cli.UsageException;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.units.Nearest;
import wml.compiler.MetricText;
import wml.compiler.MetricText.Metric;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.runtime.run.Between;
import wml.runtime.run.PageCache;

/** How often {@code wml run} repeats a workload, and what it wants to know. */
final class RepeatOptions {
  /** Fewer runs have a confidence interval of 6 to 13 standard errors. */
  static final int FEWEST_FOR_CI = 3;

  /** So that a search for a narrow interval ends. */
  static final int MOST_FOR_CI = 30;

  /** All results are kept until they are written. */
  private static final int MOST = 1000;

  private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*%");
  private static final List<String> SHOWN = List.of("iops(all)", "mean(all)", "p99(all)");
  private static final List<String> BETWEEN = List.of("drop-caches", "remake");

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description =
          "runs the workload N times; with --until-ci at most N times (default there: "
              + MOST_FOR_CI
              + ")")
  private @Nullable Integer repeats;

  @Option(
      names = "--until-ci",
      paramLabel = "PERCENT",
      description =
          "repeats, at least "
              + FEWEST_FOR_CI
              + " times, until the 95 %% confidence interval of --metric is this narrow: 2%%")
  private @Nullable String untilCi;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "of repeated runs, what is summed up: 'p99(read)', 'iops(all)', as in assert")
  private @Nullable String metric;

  @Option(
      names = "--between",
      paramLabel = "drop-caches|remake|COMMAND",
      description =
          "before each run: drops the kernel's caches, makes the files anew, or runs a command,"
              + " such as one that mounts the file system anew")
  private @Nullable String between;

  boolean isUsed() {
    return repeats != null || untilCi != null;
  }

  /** Refuses what can't be. */
  void check() {
    if (repeats != null && (repeats < 1 || repeats > MOST)) {
      throw new UsageException("--repeats: between 1 and %d runs, not %d".formatted(MOST, repeats));
    }
    if (untilCi != null && metric == null) {
      throw new UsageException(
          "--until-ci: of which metric? add --metric, such as --metric 'p99(all)'");
    }
    if (untilCi != null && repeats != null && repeats < FEWEST_FOR_CI) {
      throw new UsageException(
          "--until-ci needs at least %d runs; leave --repeats away or raise it"
              .formatted(FEWEST_FOR_CI));
    }
    if (!isUsed() && (metric != null || between != null)) {
      String option = metric != null ? "--metric" : "--between";
      throw new UsageException(
          option + " is about repeated runs; add --repeats N or --until-ci 2%");
    }
    targetFraction();
    between();
  }

  /** A journal is of one run. */
  void refuseJournal() {
    if (isUsed()) {
      throw new UsageException("--journal is of one run; leave --repeats and --until-ci away");
    }
  }

  int most() {
    return repeats != null ? repeats : untilCi != null ? MOST_FOR_CI : 1;
  }

  /** Half of the wanted interval as a fraction of the mean; null: none is wanted. */
  @Nullable Double targetFraction() {
    return untilCi == null ? null : fraction(untilCi);
  }

  /** A percentage of {@code --until-ci} as a fraction. */
  static double fraction(String untilCi) {
    Matcher m = PERCENT.matcher(untilCi.strip());
    double percent = m.matches() ? Double.parseDouble(m.group(1)) : 0;
    if (percent <= 0 || percent >= 100) {
      throw new UsageException(
          "--until-ci: '" + untilCi + "' is no percentage between 0 and 100; write 2%");
    }
    return percent / 100;
  }

  Between between() {
    String text = between == null ? "" : between.strip();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "" -> {
        if (between != null) {
          throw new UsageException("--between: write drop-caches, remake, or a command");
        }
        yield new Between.Nothing();
      }
      case "remake" -> new Between.Remake();
      case "drop-caches" -> {
        if (!PageCache.mayDrop()) {
          throw new UsageException(
              "--between drop-caches: only root may write /proc/sys/vm/drop_caches"
                  + "\nhelp: run as root, or give a command: --between 'sudo COMMAND'");
        }
        yield new Between.DropCaches();
      }
      default -> {
        String nearest = text.matches("[a-z-]+") ? Nearest.to(text, BETWEEN) : null;
        if (nearest != null) {
          throw new UsageException(
              "--between: there is no '" + text + "'; did you mean '" + nearest + "'?");
        }
        yield new Between.Command(text);
      }
    };
  }

  /** Of each run of the workload, its metrics; null after diagnostics. */
  @Nullable List<List<Metric>> metrics(Plan plan, PrintWriter err) {
    List<List<Metric>> all = new ArrayList<>();
    for (RunPlan run : plan.runs()) {
      Diagnostics diagnostics = new Diagnostics();
      List<Metric> own = new ArrayList<>();
      for (String text : metric == null ? SHOWN : List.of(metric)) {
        Metric found = MetricText.metric("--metric", text, run, diagnostics);
        if (found != null) {
          own.add(found);
        }
      }
      if (diagnostics.hasErrors()) {
        diagnostics.sorted().forEach(d -> err.print(Renderer.render(d)));
        err.flush();
        return null;
      }
      all.add(own);
    }
    return all;
  }
}
