package wml.cli.auto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.result.RunResult;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/**
 * Measures cells in rounds: all of them once, then those again whose interval is still wider than
 * wanted. So the repeats of a cell lie as far apart as a round takes, and what the machine does for
 * some seconds meets few passes of a cell. One thread's.
 */
public final class AutoRun {
  /** What a run costs besides its data, in bytes moved in that time. */
  private static final double RUN_WEIGHT = 64 << 20;

  private final ScriptRunner.Rounds script;
  private final RunSettings how;
  private final CellLog log;
  private final AutoSettings settings;
  private final Wanted wanted;
  private final AutoProgress progress;

  /**
   * When it is enough.
   *
   * @param limit half of the interval as a fraction of the median
   * @param rounds at most
   * @param refined how many cells between others are added at most
   */
  public record Wanted(double limit, int rounds, int refined) {}

  public AutoRun(
      ScriptRunner.Rounds script,
      RunSettings how,
      CellLog log,
      AutoSettings settings,
      Wanted wanted,
      AutoProgress progress) {
    this.script = script;
    this.how = how;
    this.log = log;
    this.settings = settings;
    this.wanted = wanted;
    this.progress = progress;
  }

  /** Makes the cells of a rectangle. */
  public interface Cells {
    List<Cell> of(Bounds bounds);

    /** A small run of all tests. */
    Cell rehearsal();
  }

  /**
   * Returns all cells that were measured, by file and record size; null if it was cancelled.
   *
   * @throws IOException if a run failed
   */
  public @Nullable List<Cell> measure(Cells source) throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (Bounds bounds : settings.bounds()) {
      cells.addAll(source.of(bounds));
    }
    if ((settings.apart() && !rehearse(source.rehearsal())) || !rounds(cells)) {
      return null;
    }
    if (wanted.refined() > 0) {
      List<Cell> between = new ArrayList<>();
      for (Bounds bounds : Refinement.of(cells, log, settings, wanted.refined())) {
        between.addAll(source.of(bounds));
      }
      if (!rounds(between)) {
        return null;
      }
      cells.addAll(between);
    }
    cells.sort(Comparator.comparingLong(Cell::fileBytes).thenComparingLong(Cell::recordBytes));
    return cells;
  }

  /**
   * A run of one test can't warm the compiler: it finds no file in the copy that is made for that.
   */
  private boolean rehearse(Cell small) throws IOException {
    Cell.Part all = small.parts().getFirst();
    return script.one(all.plan(), all.run(), all.index(), how, 0) != null;
  }

  private boolean rounds(List<Cell> cells) throws IOException {
    for (int round = 0; round < wanted.rounds(); round++) {
      List<Cell> due = new ArrayList<>();
      for (Cell cell : cells) {
        CellTimes known = log.of(cell);
        if (known.rounds() == 0
            || (known.rounds() <= round && known.isWide(settings.tests(), wanted.limit()))) {
          due.add(cell);
        }
      }
      progress.begin(round + 1, due.size(), due.stream().mapToDouble(this::weight).sum());
      for (Cell cell : due) {
        if (!measure(cell)) {
          return false;
        }
        progress.measured(weight(cell));
      }
    }
    return true;
  }

  private double weight(Cell cell) {
    return RUN_WEIGHT + (double) cell.fileBytes() * settings.done().size();
  }

  /** Returns whether to go on. */
  private boolean measure(Cell cell) throws IOException {
    int repeat = log.of(cell).rounds();
    List<RunResult> results = new ArrayList<>();
    for (Cell.Part part : cell.parts()) {
      RunResult result = script.one(part.plan(), part.run(), part.index(), how, repeat);
      if (result == null || result.problems().stream().anyMatch(p -> p.contains("interrupted"))) {
        return false;
      }
      if (!result.valid()) {
        throw new IOException(cell.words() + ": " + result.firstProblem());
      }
      results.add(result);
    }
    log.add(cell, results);
    return true;
  }
}
