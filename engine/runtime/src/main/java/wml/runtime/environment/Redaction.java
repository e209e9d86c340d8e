package wml.runtime.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wml.api.result.AssertionRecord;
import wml.api.result.RunResult;

/**
 * Takes the names of hosts and users out of a result, which is meant to be shared: this host's name
 * as a word anywhere, this user's as a part of a path, as a mount option and anywhere in facts,
 * homes of whichever user, and the servers of network mounts. Names that everybody has, such as
 * root and localhost, tell nothing and stay.
 */
public final class Redaction {
  static final String HOST = "<host>";
  static final String USER = "<user>";

  private static final Set<String> EVERYBODYS =
      Set.of(
          "",
          "?",
          "root",
          "user",
          "admin",
          "nobody",
          "ubuntu",
          "debian",
          "fedora",
          "linux",
          "localhost",
          "localhost.localdomain",
          "host",
          "server",
          "node",
          "vm",
          "container");

  private static final Pattern HOME = Pattern.compile("(/(?:home|Users)/)([^/\\s:,'\"]+)");

  /** {@code server:/export} and {@code //server/share}. */
  private static final Pattern SERVER =
      Pattern.compile("^(?:\\[[^\\]]+\\]|[^/:\\s]+)(:/.*)$|^//[^/]+(/.*)$");

  private static final Pattern MOUNT_OPTION =
      Pattern.compile("\\b(addr|clientaddr|mountaddr|username|user|domain|credentials)=([^,\\s]+)");

  private final List<UnaryOperator<String>> inTexts = new ArrayList<>();
  private final List<UnaryOperator<String>> inFacts = new ArrayList<>();

  Redaction(String host, String user) {
    inTexts.add(text -> HOME.matcher(text).replaceAll(Redaction::home));
    for (String name : List.of(host, host.replaceAll("\\..*", ""))) {
      if (tells(name)) {
        inTexts.add(word(name, HOST));
      }
    }
    if (tells(user)) {
      Pattern part = Pattern.compile("(?<=/)" + Pattern.quote(user) + "(?=/|$|[\\s:,'\"])");
      inTexts.add(text -> part.matcher(text).replaceAll(Matcher.quoteReplacement(USER)));
      inFacts.add(word(user, USER));
    }
    inFacts.add(text -> SERVER.matcher(text).replaceAll(m -> HOST + behind(m)));
    inFacts.add(text -> MOUNT_OPTION.matcher(text).replaceAll("$1=<redacted>"));
  }

  /** Of this machine and the user that runs this process. */
  public static Redaction ofThisMachine() {
    return new Redaction(
        KernelFiles.OF_THIS_MACHINE.firstLine("proc/sys/kernel/hostname"),
        System.getProperty("user.name", ""));
  }

  private static boolean tells(String name) {
    return !EVERYBODYS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String home(MatchResult match) {
    String user = match.group(2);
    return Matcher.quoteReplacement(match.group(1) + (tells(user) ? USER : user));
  }

  private static String behind(MatchResult match) {
    String nfs = match.group(1);
    return Matcher.quoteReplacement(nfs == null ? match.group(2) : nfs);
  }

  private static UnaryOperator<String> word(String name, String instead) {
    Pattern word =
        Pattern.compile(
            "(?<![A-Za-z0-9_])" + Pattern.quote(name) + "(?![A-Za-z0-9_])",
            Pattern.CASE_INSENSITIVE);
    return text -> word.matcher(text).replaceAll(Matcher.quoteReplacement(instead));
  }

  String text(String text) {
    String out = text;
    for (UnaryOperator<String> step : inTexts) {
      out = step.apply(out);
    }
    return out;
  }

  String fact(String fact) {
    String out = text(fact);
    for (UnaryOperator<String> step : inFacts) {
      out = step.apply(out);
    }
    return out;
  }

  private List<String> texts(List<String> texts) {
    return texts.stream().map(this::text).toList();
  }

  private static Map<String, String> values(
      Map<String, String> values, UnaryOperator<String> change) {
    Map<String, String> out = new LinkedHashMap<>();
    values.forEach((name, value) -> out.put(name, change.apply(value)));
    return out;
  }

  /** The same result without names. */
  public RunResult apply(RunResult result) {
    RunResult.Workload workload = result.workload();
    RunResult.TargetRecord target = result.target();
    return new RunResult(
        result.valid(),
        texts(result.problems()),
        texts(result.notes()),
        new RunResult.Workload(
            text(workload.path()),
            workload.sha256(),
            values(workload.variables(), this::text),
            text(workload.plan())),
        new RunResult.TargetRecord(
            target.name(),
            values(target.options(), this::text),
            target.durability(),
            values(target.facts(), this::fact)),
        result.seed(),
        result.meaning(),
        result.runIndex(),
        result.runCount(),
        values(result.point(), this::text),
        result.startedAt(),
        values(result.environment(), this::fact),
        result.noise(),
        result.phases(),
        result.measurement(),
        result.elapsedNanos(),
        result.latencyHistogram(),
        result.filesets().stream().map(this::fileset).toList(),
        result.flowops(),
        result.guests(),
        result.errors().stream().map(this::error).toList(),
        result.assertions().stream().map(this::assertion).toList());
  }

  private RunResult.FilesetRecord fileset(RunResult.FilesetRecord f) {
    return new RunResult.FilesetRecord(
        f.machine(),
        f.name(),
        text(f.path()),
        f.files(),
        f.directories(),
        f.leafDirectories(),
        f.bytes());
  }

  private RunResult.ErrorRecord error(RunResult.ErrorRecord e) {
    return new RunResult.ErrorRecord(
        e.machine(),
        e.process(),
        e.thread(),
        e.flowop(),
        text(e.position()),
        e.kind(),
        e.count(),
        texts(e.examples()));
  }

  private AssertionRecord assertion(AssertionRecord a) {
    return new AssertionRecord(a.text(), text(a.position()), a.holds(), a.measured());
  }
}
