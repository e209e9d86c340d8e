package wml.importer.pcap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wml.importer.pcap.CallCounts.Connection;
import wml.importer.pcap.CallCounts.Count;
import wml.importer.pcap.CallCounts.Kind;

/**
 * A workload of the calls that were counted: a thread for each connection, which draws from its
 * operations by how often they came, at the rate at which they came.
 */
final class WorkloadText {
  /** Up to so many, each file that is read or written is one of the workload. */
  private static final int MOST_FILES = 32;

  private static final int MOST_THREADS = 256;

  /** Beyond it, lengths of a thread's reads and writes become their means. */
  private static final int MOST_BRANCHES = 200;

  /** Slots of files that are made; those of others are their numbers. */
  private static final int SLOT = 100;

  /** Names for those that are made and removed, so that neither runs dry while a run lasts. */
  private static final int SPARE = 4;

  private final StringBuilder out = new StringBuilder();
  private final CallCounts counts;
  private final List<String> notes = new ArrayList<>();
  private final Map<Integer, String> fileNames = new TreeMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private boolean usesNames;
  private boolean usesMade;

  /** What was written, and what a user should know of it. */
  record Written(String text, List<String> notes) {}

  /** A branch of a thread's mix: what is written between its keyword and its weight. */
  private record Branch(String keyword, String attributes, boolean write) {}

  private WorkloadText(CallCounts counts) {
    this.counts = counts;
  }

  static Written write(String from, CallCounts counts) {
    WorkloadText text = new WorkloadText(counts);
    String threads = text.threads();
    text.head(from);
    text.files();
    text.line("define process name=clients {");
    text.out.append(threads);
    text.line("}");
    text.line("run " + Math.max(1, Math.round(counts.seconds())));
    text.leftOut.forEach(
        (what, calls) -> text.notes.add("%,d %s are left out".formatted(calls, what)));
    return new Written(text.out.toString(), text.notes);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void head(String from) {
    line("# Made by 'wml import pcap' from " + from.replaceAll("\\p{Cc}", "?"));
    line(
        "# %,d connections in %.1f s, %,d bytes"
            .formatted(counts.connections().size(), counts.seconds(), counts.bytes()));
    String operations =
        counts.operations().entrySet().stream()
            .map(e -> "%s %,d".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    line("# " + operations);
    line("set $dir=.");
  }

  private void files() {
    if (fileNames.isEmpty() && !counts.sizes().isEmpty()) {
      long mean =
          (long) counts.sizes().values().stream().mapToLong(Long::longValue).average().orElse(0);
      notes.add(
          "the %,d files that are read and written are of one size, their mean"
              .formatted(counts.sizes().size()));
      fileset("files", Math.max(1, mean), counts.sizes().size(), "prealloc");
    }
    fileNames.forEach(
        (file, name) ->
            line(
                "define file name=%s,path=$dir,size=%d,prealloc"
                    .formatted(name, counts.sizes().get(file))));
    if (usesNames) {
      long others =
          counts.connections().values().stream()
              .flatMap(c -> c.kinds.keySet().stream())
              .map(Kind::file)
              .filter(f -> !counts.sizes().containsKey(f))
              .distinct()
              .count();
      fileset("names", 4096, Math.max(1, others), "dirwidth=100,prealloc");
    }
    if (usesMade) {
      long changes = 0;
      for (String each : List.of("CREATE", "REMOVE", "RENAME", "MKDIR", "RMDIR")) {
        changes += counts.operations().getOrDefault(each, 0L);
      }
      long spare = SPARE * (changes + SPARE);
      fileset("made", 4096, spare, "leafdirs=%d,dirwidth=100,prealloc=50".formatted(spare));
    }
  }

  private void fileset(String name, long size, long entries, String more) {
    line(
        "define fileset name=%s,path=$dir,size=%d,entries=%d,%s"
            .formatted(name, size, entries, more));
  }

  private String threads() {
    if (counts.sizes().size() <= MOST_FILES) {
      counts.sizes().keySet().stream()
          .sorted()
          .forEach(f -> fileNames.put(f, "file" + (fileNames.size() + 1)));
    }
    StringBuilder all = new StringBuilder();
    List<Map.Entry<Integer, Connection>> busiest =
        counts.connections().entrySet().stream()
            .sorted(Comparator.comparingLong(e -> -e.getValue().calls))
            .limit(MOST_THREADS)
            .sorted(Map.Entry.comparingByKey())
            .toList();
    if (busiest.size() < counts.connections().size()) {
      notes.add(
          "only the %d busiest of %,d connections are threads"
              .formatted(busiest.size(), counts.connections().size()));
    }
    for (Map.Entry<Integer, Connection> each : busiest) {
      all.append(thread(each.getKey(), each.getValue()));
    }
    return all.toString();
  }

  private String thread(int number, Connection connection) {
    Map<Branch, Long> branches = branches(connection, false);
    if (branches.size() > MOST_BRANCHES) {
      notes.add("lengths of connection %d are their means".formatted(number));
      branches = branches(connection, true);
    }
    if (branches.isEmpty()) {
      return "";
    }
    long calls = branches.values().stream().mapToLong(Long::longValue).sum();
    String rate =
        counts.seconds() == 0
            ? ""
            : String.format(Locale.ROOT, ",rate=%.3f", Math.max(0.001, calls / counts.seconds()));
    StringBuilder text = new StringBuilder();
    text.append("thread name=connection").append(number).append(rate).append(" {\nmix {\n");
    int step = 0;
    Map<String, Long> commits = commits(connection);
    Map<String, Long> writes = new LinkedHashMap<>();
    branches.forEach(
        (b, n) -> {
          if (b.write()) {
            writes.merge(placeOf(b), n, Long::sum);
          }
        });
    for (Map.Entry<Branch, Long> each : branches.entrySet()) {
      Branch b = each.getKey();
      step++;
      String flowop =
          "flowop %s name=%s%d,%s".formatted(b.keyword(), b.keyword(), step, b.attributes());
      String sync = b.write() ? sync(step, placeOf(b), commits, writes) : "";
      String close =
          b.keyword().equals("createfile")
              ? "flowop closefile name=close%d,fd=%d\n".formatted(step, SLOT)
              : "";
      text.append(each.getValue()).append(' ');
      if (sync.isEmpty() && close.isEmpty()) {
        text.append(flowop).append('\n');
      } else {
        text.append("{\n").append(flowop).append('\n').append(sync).append(close).append("}\n");
      }
    }
    commits.forEach(
        (place, n) -> {
          if (!writes.containsKey(place)) {
            leftOut.merge("COMMIT of files that a connection doesn't write", n, Long::sum);
          }
        });
    return text.append("}\n}\n").toString();
  }

  /** File and slot of a branch, which a sync names, too. */
  private static String placeOf(Branch b) {
    return b.attributes().replaceFirst(",iosize.*", "");
  }

  private static String sync(
      int step, String place, Map<String, Long> commits, Map<String, Long> writes) {
    Long n = commits.get(place);
    if (n == null) {
      return "";
    }
    long percent = Math.clamp(Math.round(100.0 * n / writes.getOrDefault(place, 1L)), 1, 100);
    String slot = place.replaceFirst("^.*,fd=", "");
    return "chance %d%% flowop fsync name=fsync%d,fd=%s\n".formatted(percent, step, slot);
  }

  private Map<String, Long> commits(Connection connection) {
    Map<String, Long> out = new TreeMap<>();
    connection.kinds.forEach(
        (kind, count) -> {
          if (kind.operation().equals("COMMIT")) {
            out.merge(place(kind.file()), count.calls, Long::sum);
          }
        });
    return out;
  }

  /** The file or set that holds a file of the capture, and the slot in which it is open. */
  private String place(int file) {
    String name = fileNames.get(file);
    return name != null
        ? "filesetname=%s,fd=%s".formatted(name, name.substring("file".length()))
        : "filesetname=files,pick=random,fd=1";
  }

  private Map<Branch, Long> branches(Connection connection, boolean means) {
    Map<Kind, Count> kinds = means ? merged(connection.kinds) : connection.kinds;
    Map<Branch, Long> out = new LinkedHashMap<>();
    kinds.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Kind, Count> e) -> -e.getValue().calls)
                .thenComparing(e -> e.getKey().toString()))
        .forEach(
            e -> {
              Branch branch = branch(e.getKey(), e.getValue());
              if (branch != null) {
                out.merge(branch, e.getValue().calls, Long::sum);
              } else if (!e.getKey().operation().equals("COMMIT") && !means) {
                leftOut.merge(e.getKey().operation(), e.getValue().calls, Long::sum);
              }
            });
    return out;
  }

  private static Map<Kind, Count> merged(Map<Kind, Count> kinds) {
    Map<Kind, Long> bytes = new LinkedHashMap<>();
    Map<Kind, Count> sums = new LinkedHashMap<>();
    kinds.forEach(
        (kind, count) -> {
          Kind key = new Kind(kind.operation(), kind.file(), 0, kind.stable());
          Count sum = sums.computeIfAbsent(key, k -> new Count());
          sum.calls += count.calls;
          sum.inOrder += count.inOrder;
          bytes.merge(key, kind.length() * count.calls, Long::sum);
        });
    Map<Kind, Count> out = new LinkedHashMap<>();
    sums.forEach(
        (kind, sum) -> {
          long mean = bytes.getOrDefault(kind, 0L) / sum.calls;
          out.put(new Kind(kind.operation(), kind.file(), mean, kind.stable()), sum);
        });
    return out;
  }

  /** Null for what no flowop does. */
  private @Nullable Branch branch(Kind kind, Count count) {
    return switch (kind.operation()) {
      case "READ", "WRITE" -> data(kind, count);
      case "GETATTR", "LOOKUP" -> named("statfile", kind.file(), "");
      case "ACCESS" -> named("accessfile", kind.file(), ",mode=r");
      case "SETATTR" -> named("chmodfile", kind.file(), ",mode=644");
      case "READLINK" -> named("readlink", 0, "");
      case "SYMLINK" -> named("symlinkfile", 0, "");
      case "LINK" -> named("linkfile", 0, "");
      case "READDIR", "READDIRPLUS" -> named("listdir", 0, "");
      case "CREATE" -> made("createfile", ",fd=" + SLOT);
      case "REMOVE" -> made("deletefile", "");
      case "RENAME" -> made("renamefile", "");
      case "MKDIR" -> made("makedir", "");
      case "RMDIR" -> made("removedir", "");
      default -> null;
    };
  }

  private @Nullable Branch data(Kind kind, Count count) {
    if (kind.length() == 0) {
      return null;
    }
    boolean write = kind.operation().equals("WRITE");
    String random = count.inOrder * 2 < count.calls ? ",random" : "";
    String sync = kind.stable() ? ",dsync" : "";
    return new Branch(
        write ? "write" : "read",
        "%s,iosize=%d%s%s".formatted(place(kind.file()), kind.length(), random, sync),
        write);
  }

  private Branch named(String keyword, int file, String more) {
    String name = fileNames.get(file);
    boolean inFiles = name == null && counts.sizes().containsKey(file);
    usesNames |= name == null && !inFiles;
    String set = name != null ? name : inFiles ? "files" : "names";
    return new Branch(keyword, "filesetname=" + set + more, false);
  }

  private Branch made(String keyword, String more) {
    usesMade = true;
    return new Branch(keyword, "filesetname=made" + more, false);
  }
}
