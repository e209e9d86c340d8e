package wml.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wml.api.measure.LatencyHistogram;
import wml.api.random.RandomStream;
import wml.api.target.FilePath;

/**
 * What a timed operation is made of, beside the call itself; HdrHistogram as the baseline of
 * recording.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PartsBench {
  private final LatencyHistogram own = new LatencyHistogram();
  private final Histogram hdr = new Histogram(3);
  private final RandomStream random = new RandomStream(1);
  private final FilePath path = FilePath.of("/data/set/00000001");
  private long value = 1;

  /** A latency between 256 ns and 16 us, unlike the last. */
  private long latency() {
    value = value * 6364136223846793005L + 1442695040888963407L;
    return 256 + (value >>> 50);
  }

  @Benchmark
  public long clock() {
    return System.nanoTime();
  }

  @Benchmark
  public long drawnLatencyAlone() {
    return latency();
  }

  @Benchmark
  public void recordOwn() {
    own.record(latency());
  }

  @Benchmark
  public void recordHdrHistogram() {
    hdr.recordValue(latency());
  }

  @Benchmark
  public long randomBlock() {
    return random.nextLong(16_384);
  }

  @Benchmark
  public FilePath pathOfAnEntry() {
    return path.truncate(9).appendSerial((int) (++value & 1023));
  }
}
