package wml.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wml.api.cli.UsageException;
import wml.api.plan.Plan;

/** {@code --journal FILE}: what it needs, before the run. */
final class JournalChoice {
  private JournalChoice() {}

  /**
   * @throws UsageException if there would be nothing to keep, or no place for it
   */
  static void check(Plan plan, Path journal) {
    if (plan.runs().size() != 1) {
      throw new UsageException(
          "--journal: the workload has "
              + plan.runs().size()
              + " runs, but a journal is of one; leave one run in the file");
    }
    if (plan.runs().getFirst().filesets().stream().noneMatch(f -> f.contents().verified())) {
      throw new UsageException(
          "--journal: no fileset of the workload is verified\n"
              + "help: add verify=crc32c to the filesets that are to be checked");
    }
    Path parent = journal.toAbsolutePath().getParent();
    if (Files.isDirectory(journal) || parent == null || !Files.isDirectory(parent)) {
      throw new UsageException(
          "--journal: can't write '" + journal + "': name a file in a directory that exists");
    }
  }

  static String text(@Nullable String directory) {
    return directory == null ? "" : directory;
  }
}
