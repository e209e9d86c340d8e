package wml.importer.fio;

import java.util.List;

/**
 * An option of fio's job files.
 *
 * @param aliases other names of the same option
 * @param doc for a mapped option, what it becomes; else the reason why it does not
 */
public record FioOption(String name, List<String> aliases, Support support, String doc) {
  public FioOption {
    aliases = List.copyOf(aliases);
  }

  /** What becomes of an option. */
  public enum Support {
    /** It becomes a part of the workload; single values may be unsupported. */
    MAPPED,
    /** It changes no operation: a note says so. */
    WITHOUT_EFFECT,
    /** An error: the workload would not be what the job file says. */
    UNSUPPORTED
  }
}
