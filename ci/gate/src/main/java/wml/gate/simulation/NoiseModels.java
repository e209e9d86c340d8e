package wml.gate.simulation;

import java.util.List;
import java.util.stream.Stream;
import wml.api.random.Distribution;
import wml.api.random.RandomStream;

/** The noise models that the gate is tried on. */
public final class NoiseModels {
  private static final Distribution.Continuous HALF = new Distribution.Exponential(0.5);

  /** On these it finds 5 % and 10 % with few pairs. */
  public static final List<NoiseModel> USUAL =
      List.of(
          model("quiet", "CV 2 %", Noise.independent(0.02)),
          model("noisy", "CV 5 %", Noise.independent(0.05)),
          model("ar1", "AR(1) 0.8, CV 5 %", Noise.autoregressive(0.8, 0.05)),
          model("drift", "8 % slower by the end, CV 3 %", with(Noise.drift(0.08), 0.03)),
          model(
              "bimodal",
              "30 % of runs 10 % slower, CV 2 %",
              with(Noise.bimodal(0.1, 0.3, 0), 0.02)),
          model(
              "sticky",
              "two modes 10 % apart that last ten runs, CV 2 %",
              with(Noise.bimodal(0.1, 0.5, 0.9), 0.02)),
          model(
              "outliers",
              "10 % of runs 50 % slower, CV 2 %",
              with(Noise.outliers(0.1, HALF), 0.02)),
          model(
              "mix",
              "AR(1), drift, sticky modes and outliers",
              with(Noise.drift(0.04), 0.02)
                  .and(Noise.autoregressive(0.8, 0.02))
                  .and(Noise.bimodal(0.05, 0.5, 0.9))
                  .and(Noise.outliers(0.05, HALF))));

  /** On these it says nothing wrong; some hide 5 %. */
  public static final List<NoiseModel> HARSH =
      List.of(
          model("cv10", "CV 10 %", Noise.independent(0.1)),
          model("lognormal", "heavy tail", Noise.from(new Distribution.LogNormal(1, 0), 0.05)),
          model(
              "pareto",
              "10 % of runs slower, shape 1.2, CV 2 %",
              with(Noise.outliers(0.1, new Distribution.Pareto(1.2, 0.05, 100)), 0.02)),
          model("drift20", "20 % slower by the end, CV 2 %", with(Noise.drift(0.2), 0.02)),
          model("step", "10 % slower from some run on, CV 2 %", with(Noise.step(0.1), 0.02)),
          model("ar1-95", "AR(1) 0.95, CV 5 %", Noise.autoregressive(0.95, 0.05)),
          model("shunning", "AR(1) -0.6, CV 5 %", Noise.autoregressive(-0.6, 0.05)),
          model("carry-over", "second run 3 % slower, CV 2 %", with(Noise.carryOver(0.03), 0.02)),
          model(
              "every-2nd",
              "every 2nd run 6 % slower, CV 3 %",
              with(Noise.periodic(2, 1, 0.06), 0.03)),
          model("2-of-4", "2 of 4 runs 6 % slower, CV 3 %", with(Noise.periodic(4, 2, 0.06), 0.03)),
          model("2-of-7", "2 of 7 runs 8 % slower, CV 2 %", with(Noise.periodic(7, 2, 0.08), 0.02)),
          model("wave", "waves of 3.1 runs, 4.5 %, CV 3 %", with(Noise.wave(3.1, 0.045), 0.03)));

  public static final List<NoiseModel> ALL = Stream.concat(USUAL.stream(), HARSH.stream()).toList();

  private NoiseModels() {}

  private static Noise with(Noise noise, double deviation) {
    return noise.and(Noise.independent(deviation));
  }

  private static NoiseModel model(String name, String summary, Noise noise) {
    return new Parts(name, summary, noise);
  }

  private record Parts(String name, String summary, Noise noise) implements NoiseModel {
    @Override
    public double[] session(int runs, RandomStream random) {
      double[] times = noise.logs(runs, random);
      for (int i = 0; i < runs; i++) {
        times[i] = Math.exp(times[i]);
      }
      return times;
    }
  }
}
