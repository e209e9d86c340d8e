package wml.gate.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.api.random.RandomStream;
import wml.gate.decision.Design;

final class RecordedTest {
  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("times.txt"), text);
  }

  @Test
  void sessionsAreStretchesOfTheRecording() throws IOException {
    String times =
        DoubleStream.iterate(1, t -> t + 1)
            .limit(101)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining("\n", "# seconds\n\n", "\n"));
    double[] session = Recorded.read(file(times)).session(120, new RandomStream(1));
    assertEquals(120, session.length);
    for (int i = 0; i < 120; i++) {
      assertTrue(session[i] >= 1 / 51.0 && session[i] <= 101 / 51.0, Arrays.toString(session));
      if (i % 40 > 0) {
        assertEquals(1 / 51.0, session[i] - session[i - 1], 1e-9);
      }
    }
  }

  @Test
  void driftingRecordingMakesNoFalseAlarms() throws IOException {
    RandomStream random = new RandomStream(2);
    double[] times = Noise.drift(0.1).and(Noise.autoregressive(0.7, 0.04)).logs(400, random);
    String text =
        Arrays.stream(times).mapToObj(t -> "" + Math.exp(t)).collect(Collectors.joining("\n"));
    Simulation simulation = new Simulation(Design.DEFAULT, 1000, 1, false, 1);
    NoiseModel recorded = Recorded.read(file(text));
    assertTrue(simulation.play(recorded, 0).regression() <= 0.01);
    assertTrue(simulation.play(recorded, 0.05).regression() >= 0.94);
  }

  @Test
  void badFilesAreNamedWithLineAndReason() throws IOException {
    for (List<String> bad :
        List.of(
            List.of("1\n2\nfast\n", "times.txt:3: 'fast' is no number"),
            List.of("1\n-2\n", "times.txt:2: -2 is no time; it must be above 0"),
            List.of("1\nNaN\n", "times.txt:2: NaN is no time"),
            List.of("1\n2\n", "2 times are too few to draw sessions from; at least 80"))) {
      Path file = file(bad.getFirst());
      assertTrue(refused(file).contains(bad.getLast()), refused(file));
    }
    assertTrue(refused(directory.resolve("none")).contains("there is no file"));
  }

  private static String refused(Path file) {
    return assertThrows(IOException.class, () -> Recorded.read(file)).toString();
  }
}
