package wml.gate.simulation;

import java.util.List;
import java.util.Locale;
import wml.gate.decision.Design;
import wml.gate.statistics.Boundary;
import wml.gate.statistics.Normal;

/** What simulations found, as tables for people. */
public final class SimulationText {
  private SimulationText() {}

  /** What is simulated, and how many false alarms the levels of all looks make. */
  public static String heading(Simulation simulation) {
    Design design = simulation.design();
    double z = Normal.quantile(design.alpha() / design.looks().size());
    Boundary bounds = new Boundary(design.looks().stream().map(look -> z).toList());
    return """
    %d simulated gates per line, seed %d: looks at %s pairs, tolerance 5 %%, floor 2.5 %%.
    A p value of %.4f at each look calls %.2f %% false alarms on normal noise without the floor.
    %s
    %-11s %8s %11s %7s %13s %11s
    """
        .formatted(
            simulation.gates(),
            simulation.seed(),
            design.looks().toString().replaceAll("[\\[\\]]", ""),
            design.alpha() / design.looks().size(),
            100 * Boundary.crossed(design.looks(), bounds),
            metrics(simulation),
            "model",
            "slower",
            "REGRESSION",
            "PASS",
            "INCONCLUSIVE",
            "mean pairs");
  }

  private static String metrics(Simulation simulation) {
    return switch (simulation.metrics()) {
      case 1 -> "";
      default ->
          "%d primary metrics (Holm), the first slower; %s.%n"
              .formatted(
                  simulation.metrics(),
                  simulation.shared() ? "half of the noise shared" : "independent");
    };
  }

  public static String line(NoiseModel model, double slowdown, Simulation.Tally tally) {
    return String.format(
        Locale.ROOT,
        "%-11s %6.1f %% %9.2f %% %5.1f %% %11.1f %% %11.1f%n",
        model.name(),
        100 * slowdown,
        100 * tally.regression(),
        100 * tally.pass(),
        100 * tally.inconclusive(),
        tally.pairs());
  }

  /** Of all histories that are told. */
  public static String trends(int histories, long seed, double step) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            %d simulated histories per line, seed %d: AR(1) noise with a deviation of 1 %%.

            commits  AR(1)  no change, one found  a step of %.0f %% found within 3 commits
            """,
            histories,
            seed,
            100 * step));
    for (int commits : List.of(50, 100)) {
      for (double correlation : List.of(0.0, 0.3, 0.6, 0.8)) {
        TrendSimulation trend = new TrendSimulation(histories, commits, seed);
        text.append(
            String.format(
                Locale.ROOT,
                "%7d %6.1f %20.1f %% %22.1f %%%n",
                commits,
                correlation,
                100 * trend.play(correlation, 0).any(),
                100 * trend.play(correlation, step).near()));
      }
    }
    return text.toString();
  }
}
