package wml.cli.auto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;

/** The cells of a rectangle: the runs of the workload file, which knows the rule. */
public final class CellSource implements AutoRun.Cells {
  private final AutoSettings settings;
  private final Function<Map<String, String>, Plan> compiler;

  /**
   * @param compiler of the workload file with variables
   */
  public CellSource(AutoSettings settings, Function<Map<String, String>, Plan> compiler) {
    this.settings = settings;
    this.compiler = compiler;
  }

  /** A plan of some cells, for what all have in common. */
  public Plan first() {
    return compiler.apply(settings.variables(settings.bounds().getFirst()));
  }

  @Override
  public List<Cell> of(Bounds bounds) {
    if (!settings.apart()) {
      return cells(List.of(compiler.apply(settings.variables(bounds))));
    }
    return cells(
        settings.done().stream()
            .map(test -> compiler.apply(settings.variables(bounds, test)))
            .toList());
  }

  @Override
  public Cell rehearsal() {
    return cells(List.of(compiler.apply(settings.variables(Bounds.SMALL)))).getFirst();
  }

  /** All plans have the same points. */
  private static List<Cell> cells(List<Plan> plans) {
    List<Cell> out = new ArrayList<>();
    List<List<RunPlan>> runs = plans.stream().map(Plan::runs).toList();
    for (int i = 0; i < runs.getFirst().size(); i++) {
      List<Cell.Part> parts = new ArrayList<>();
      for (int p = 0; p < plans.size(); p++) {
        parts.add(new Cell.Part(plans.get(p), runs.get(p).get(i), i));
      }
      RunPlan any = runs.getFirst().get(i);
      out.add(new Cell(Cell.bytes(any, "filesize"), Cell.bytes(any, "recordsize"), parts));
    }
    return out;
  }
}
