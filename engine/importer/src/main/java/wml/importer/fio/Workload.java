package wml.importer.fio;

import java.util.List;
import java.util.Map;

/**
 * What is written: small facts whose texts are expressions of the language already.
 *
 * @param allDone whether a run ends when all its threads have done their work
 */
record Workload(
    String directory,
    List<Parameter> parameters,
    boolean allDone,
    List<Files> files,
    List<ProcessDefinition> processes,
    List<Run> runs) {

  /** What the outside may set. */
  record Parameter(String name, String value, String type, String doc) {
    String variable() {
      return "$" + name;
    }
  }

  /**
   * A {@code file} if {@code entries} is empty, else a {@code fileset}.
   *
   * @param exist whether they are there before the run
   */
  record Files(
      String name, String path, String size, String entries, boolean exist, String comment) {}

  record ProcessDefinition(
      List<String> comments,
      String name,
      String instances,
      int nice,
      int ioPriority,
      List<Node> steps) {}

  /**
   * @param settings variables that say which processes take part
   * @param time what stands behind {@code run}
   */
  record Run(String comment, Map<String, String> settings, String time) {}
}
