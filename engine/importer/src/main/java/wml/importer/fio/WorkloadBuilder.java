package wml.importer.fio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.importer.fio.Job.JobFiles;
import wml.importer.fio.Workload.Files;
import wml.importer.fio.Workload.ProcessDefinition;
import wml.importer.fio.Workload.Run;

/** Makes files, processes and runs of jobs. */
final class WorkloadBuilder {
  private final List<Job> jobs;
  private final Diagnostics diagnostics;
  private final WorkloadParameters parameters;
  private final List<Files> files = new ArrayList<>();
  private final List<ProcessDefinition> processes = new ArrayList<>();

  /** Where {@code $dir} is. */
  private final String directory;

  /** Shared files by what names them. */
  private final Map<List<String>, String> shared = new HashMap<>();

  private final Set<String> fileNames = new HashSet<>();
  private final Set<String> processNames = new HashSet<>();

  private WorkloadBuilder(List<Job> jobs, Diagnostics diagnostics) {
    this.jobs = jobs;
    this.diagnostics = diagnostics;
    parameters = new WorkloadParameters(jobs);
    String first = jobs.getFirst().files().directory();
    directory = first == null ? "." : first;
  }

  static Workload build(List<Job> jobs, Diagnostics diagnostics) {
    return new WorkloadBuilder(jobs, diagnostics).build();
  }

  private Workload build() {
    List<List<Job>> groups = groups();
    Map<Job, String> variables = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (Job job : jobs) {
      String name = unique(job.name(), processNames);
      names.add(name);
      if (groups.size() > 1) {
        variables.put(job, "$clones_" + name.replaceAll("[^A-Za-z0-9_]", "_"));
      }
    }
    for (int i = 0; i < jobs.size(); i++) {
      processes(jobs.get(i), names.get(i), variables.get(jobs.get(i)));
    }
    List<Run> runs = new ArrayList<>();
    for (List<Job> group : groups) {
      runs.add(run(group, variables));
    }
    boolean allDone = jobs.stream().anyMatch(job -> !job.timing().untilThen());
    return new Workload(quoted(directory), parameters.all(), allDone, files, processes, runs);
  }

  /** Jobs that run together. */
  private List<List<Job>> groups() {
    List<List<Job>> groups = new ArrayList<>();
    for (Job job : jobs) {
      boolean waits = job.workers().waits();
      String waitFor = job.workers().waitFor();
      if (!waitFor.isEmpty()) {
        List<Job> before = groups.isEmpty() ? List.of() : groups.getLast();
        boolean alone = before.size() == 1 && before.getFirst().name().equals(waitFor);
        boolean done = !alone && isIn(groups.subList(0, Math.max(0, groups.size() - 1)), waitFor);
        if (!alone && !done && !waits) {
          unsupported(
              job,
              "this job can't wait for '" + waitFor + "' while others run",
              "write stonewall, which waits for all jobs before it");
        }
        waits |= alone;
      }
      if (groups.isEmpty() || waits) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(job);
    }
    return groups;
  }

  private static boolean isIn(List<List<Job>> groups, String name) {
    return groups.stream().anyMatch(g -> g.stream().anyMatch(job -> job.name().equals(name)));
  }

  private Run run(List<Job> group, Map<Job, String> variables) {
    Job.Timing first = group.getFirst().timing();
    for (Job job : group) {
      if (job.timing().runtimeNanos() != first.runtimeNanos()
          || job.timing().rampNanos() != first.rampNanos()) {
        unsupported(
            job,
            "jobs that run together end together: their runtime and ramp_time must be the same",
            "write the same runtime, or stonewall for a run of its own");
      }
    }
    Map<String, String> settings = new LinkedHashMap<>();
    variables.forEach(
        (job, variable) -> settings.put(variable, group.contains(job) ? instances(job) : "0"));
    List<String> names = group.stream().map(job -> "[" + job.name() + "]").toList();
    String time = first.runtimeNanos() == 0 ? "" : parameters.runtime(first.runtimeNanos());
    if (first.rampNanos() > 0) {
      time = "{ warmup " + Amounts.time(first.rampNanos()) + " measure " + time + " }";
    }
    return new Run(variables.isEmpty() ? "" : String.join(" ", names), settings, time);
  }

  private String instances(Job job) {
    return WorkloadParameters.isOneProcess(job) ? parameters.clones(job.workers().clones()) : "1";
  }

  private void processes(Job job, String name, @Nullable String variable) {
    int clones = WorkloadParameters.isOneProcess(job) ? 1 : job.workers().clones();
    for (int clone = 1; clone <= clones; clone++) {
      String processName = clones == 1 ? name : name + "-" + clone;
      boolean creates = creates(job);
      String filesName = files(job, processName, creates);
      List<Node> steps = new JobSteps(job, filesName, creates, parameters, diagnostics).steps();
      processes.add(
          new ProcessDefinition(
              clone == 1 ? comments(job) : List.of(),
              processName,
              variable == null ? instances(job) : variable,
              job.workers().nice(),
              job.workers().ioPriority(),
              steps));
    }
  }

  private static List<String> comments(Job job) {
    List<String> out = new ArrayList<>();
    out.add("[" + job.name() + "] " + Summary.of(job));
    if (!job.description().isEmpty()) {
      out.add(job.description());
    }
    return out;
  }

  /** A file that others share must be there before one of them starts. */
  private boolean creates(Job job) {
    boolean alone =
        !job.files().isShared() || (job.workers().clones() == 1 && users(job.files()).size() == 1);
    return alone && JobSteps.canCreate(job);
  }

  private List<Job> users(JobFiles shared) {
    return jobs.stream()
        .filter(job -> job.files().isShared() && key(job.files()).equals(key(shared)))
        .toList();
  }

  private static List<String> key(JobFiles files) {
    List<String> key = new ArrayList<>(files.names());
    key.addFirst(String.valueOf(files.directory()));
    return key;
  }

  /** The name of the file or fileset of a process, which is defined unless it is. */
  private String files(Job job, String processName, boolean creates) {
    JobFiles f = job.files();
    if (!f.isShared()) {
      boolean each = WorkloadParameters.isOneProcess(job);
      int clones = each ? job.workers().clones() : 1;
      String name = unique(processName, fileNames);
      String entries = f.count() == 1 ? parameters.clones(clones) : Integer.toString(f.count());
      String comment = clones > 1 ? "one file for each clone of [" + job.name() + "]" : "";
      files.add(
          new Files(name, path(f, ""), parameters.fileSize(f.bytes()), entries, !creates, comment));
      return name;
    }
    String known = shared.get(key(f));
    if (known != null) {
      return known;
    }
    long bytes = users(f).stream().mapToLong(user -> user.files().bytes()).max().orElse(1);
    String first = f.names().getFirst();
    String base = first.substring(first.lastIndexOf('/') + 1);
    String folder = first.substring(0, first.length() - base.length());
    String name = unique(f.count() == 1 ? base : processName, fileNames);
    String entries = f.count() == 1 ? "" : Integer.toString(f.count());
    String comment = f.count() == 1 ? "" : "fio calls them " + String.join(", ", f.names());
    files.add(
        new Files(name, path(f, folder), parameters.fileSize(bytes), entries, !creates, comment));
    shared.put(key(f), name);
    return name;
  }

  private String path(JobFiles files, String folder) {
    String own = files.directory();
    String base = own == null || own.equals(directory) ? "$dir" : own;
    if (folder.startsWith("/") && own == null) {
      base = "";
    }
    String path = (base.isEmpty() || folder.isEmpty() ? base : base + "/") + folder;
    return quoted(
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /** A path that is no word of the language stands in quotes. */
  private static String quoted(String path) {
    return path.matches("\\$?[A-Za-z0-9_/.~@:;-]+") && !path.matches("[0-9:;-].*")
        ? path
        : "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** A name of the language: a word that starts with a letter, and that nothing else has. */
  private static String unique(String name, Set<String> taken) {
    String word = name.replaceAll("[^A-Za-z0-9_.-]", "-");
    word = word.matches("[A-Za-z_].*") ? word : "job-" + word;
    String free = word;
    for (int i = 2; !taken.add(free); i++) {
      free = word + "-" + i;
    }
    return free;
  }

  private void unsupported(Job job, String message, String help) {
    diagnostics.add(
        Diagnostic.of(Code.IMPORT_UNSUPPORTED, job.section().place(), message).help(help));
  }
}
