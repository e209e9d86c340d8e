package wml.lsp.feature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.grammar.parse.WorkloadParser;

/** What each statement does, for people who type or read its keyword. */
final class StatementWords {
  private static final List<String> IN_PROCESS = List.of("thread");
  private static final List<String> IN_MACHINE = List.of("define");
  private static final List<String> IN_THREAD = List.of("flowop", "repeat", "mix", "chance");

  /** Words that say nothing outside of a block. */
  private static final List<String> INNER = List.of("thread", "flowop", "mix", "chance");

  private static final Map<String, String> DOCS =
      Map.ofEntries(
          Map.entry(
              "set", "`set $v=value` sets a variable; `set mode quit ...` says when runs end."),
          Map.entry("param", "`param $v=default,type=...` is a variable that the outside may set."),
          Map.entry("include", "`include \"file\"`: the statements of another file stand here."),
          Map.entry("target", "`target NAME(option=value, ...)` for the runs below it."),
          Map.entry("define", "Defines a file, fileset, process or composite flowop."),
          Map.entry("thread", "`thread name=...,instances=N { steps }` in a process."),
          Map.entry("flowop", "`flowop TYPE attributes` is one operation of a thread."),
          Map.entry("repeat", "`repeat N { ... }` does the block N times."),
          Map.entry(
              "mix", "`mix { 70% step  30% { steps } }` does one branch each time, by weight."),
          Map.entry("chance", "`chance 5% step` does the step with this probability."),
          Map.entry("sweep", "`sweep $a in 1, 2, $b in 4k to 64k by *2 { ... }`: once per point."),
          Map.entry(
              "assert", "`assert p99(NAME) < 5ms` about the run before it; else exit code 4."),
          Map.entry(
              "gate",
              "`gate { p99(NAME), tolerance=10% }`: what `wml gate` compares of the run before"
                  + " it."),
          Map.entry("foreach", "`foreach $v in a, b { ... }`: the old form of sweep."),
          Map.entry("run", "`run 60` or `run { warmup 5s  measure 30s }` runs what is defined."),
          Map.entry("psrun", "`psrun PERIOD SECONDS` runs and reports every period."),
          Map.entry("sleep", "`sleep SECONDS` waits between runs."),
          Map.entry("create", "`create fileset` creates the files now instead of at the run."),
          Map.entry("echo", "`echo \"text\"` prints a text."),
          Map.entry("log", "The old form of echo."),
          Map.entry("system", "`system \"command\"` runs a shell command."),
          Map.entry("load", "`load NAME`: the old form of include."),
          Map.entry("list", "`list fileset` or `list flowop` prints what there is."),
          Map.entry("enable", "`enable lathist` also reports histograms of latencies."),
          Map.entry("eventgen", "`eventgen rate=N` gives N events a second to limiters."),
          Map.entry("quit", "Ends the script."),
          Map.entry("exit", "The old form of quit."),
          Map.entry("vars", "Prints all variables."),
          Map.entry("version", "Prints the version."),
          Map.entry("usage", "Accepted; without effect."),
          Map.entry("stats", "Accepted; without effect: every run prints its statistics."),
          Map.entry("warmup", "Accepted; without effect outside of `run { ... }`."),
          Map.entry("debug", "Accepted; without effect."),
          Map.entry("domultisync", "Accepted; without effect."),
          Map.entry("fscheck", "Accepted; without effect."),
          Map.entry("fsflush", "Accepted; without effect."),
          Map.entry("help", "Accepted; without effect."),
          Map.entry("shutdown", "Accepted; without effect."));

  private StatementWords() {}

  /** What a keyword does, or null if it starts no statement. */
  static @Nullable String doc(String keyword) {
    return DOCS.get(keyword);
  }

  /**
   * The keywords that make sense in a block.
   *
   * @param opener the keyword of what opened the block, and what it defines; "" outside of blocks
   */
  static List<String> in(String opener, String kind) {
    return switch (opener) {
      case "define" ->
          switch (kind) {
            case "process" -> IN_PROCESS;
            case "flowop" -> IN_THREAD;
            case "hypervisor", "vm" -> IN_MACHINE;
            default -> outside();
          };
      case "thread", "mix", "chance" -> IN_THREAD;
      case "repeat" -> WorkloadParser.STATEMENTS;
      default -> outside();
    };
  }

  private static List<String> outside() {
    return WorkloadParser.STATEMENTS.stream().filter(s -> !INNER.contains(s)).toList();
  }
}
