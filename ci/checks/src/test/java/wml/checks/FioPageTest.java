package wml.checks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wml.importer.fio.FioOption;
import wml.importer.fio.FioOption.Support;
import wml.importer.fio.FioOptions;

/** The importer's page says what its table of options says. */
final class FioPageTest {
  private static final int FEWEST_OPTIONS = 217;

  @Test
  void thePageIsUpToDate() throws IOException {
    assertTrue(FioOptions.ALL.size() >= FEWEST_OPTIONS, "only " + FioOptions.ALL.size());
    GeneratedPage page = new GeneratedPage();
    page.paragraph("# Importing workloads of other tools");
    page.paragraph(
        "`wml import fio FILE.fio` writes a `.wml` file that does the same operations as the fio"
            + " job file: to standard\n"
            + "output, or with `--output` to a new file.");
    page.code(
        "sh", "wml import fio pages.fio --output pages.wml\nwml run pages.wml --dir /mnt/test");
    page.paragraph(
        """
        A job becomes a process with its files, a clone an instance of it, jobs behind a stonewall a
        run of their own. Numbers that all jobs share become parameters, which `-D` sets. Files lie in
        `$dir`, which is the job file's directory or `.`; `--dir` puts them elsewhere.

        What can't be expressed is an error with its line, its reason and a remedy; then nothing is
        written, and the exit code is 2. What has no effect on operations, or not quite the same, is a
        note. `${NAME}` is expanded with the environment of the import; `include` and fio's words
        `$ncpus`, `$pagesize`, `$mb_memory` are errors.

        A job does as many operations as under fio: whole blocks of each file or, with io_size, as
        many as it takes; fio's counts are compared with ours for 30 job files in `ci/e2e`. Two counts
        are not quite fio's: with loops, or io_size above the size, fio syncs up to once more per pass;
        and a randrw job with blocks of two sizes ends early in fio unless it has norandommap.
        This page is made from the table of options in `FioOptions`.\
        """);
    page.paragraph("## Imported");
    page.line("| option | becomes |").line("|---|---|");
    for (FioOption option : FioOptions.ALL) {
      if (option.support() == Support.MAPPED) {
        page.line("| %s | %s |".formatted(names(option), option.doc()));
      }
    }
    page.line("");
    page.paragraph("## Without effect on operations");
    reasons(page, Support.WITHOUT_EFFECT);
    page.paragraph("## Not supported");
    reasons(page, Support.UNSUPPORTED);
    page.compareWith("engine/importer/README.md");
  }

  private static void reasons(GeneratedPage page, Support support) {
    Map<String, List<FioOption>> groups =
        FioOptions.ALL.stream()
            .filter(option -> option.support() == support)
            .collect(
                Collectors.groupingBy(FioOption::doc, LinkedHashMap::new, Collectors.toList()));
    page.line("| options | why |").line("|---|---|");
    groups.forEach(
        (reason, options) ->
            page.line(
                "| %s | %s |"
                    .formatted(
                        options.stream().map(FioPageTest::names).collect(Collectors.joining(", ")),
                        reason)));
    page.line("");
  }

  private static String names(FioOption option) {
    StringBuilder out = new StringBuilder("`" + option.name() + "`");
    option.aliases().forEach(alias -> out.append(" (`").append(alias).append("`)"));
    return out.toString();
  }
}
