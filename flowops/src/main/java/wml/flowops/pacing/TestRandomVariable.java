package wml.flowops.pacing;

import com.google.auto.service.AutoService;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.flowops.slot.FlowopAttributes;

/** Shows the moments of a random variable. */
@AutoService(FlowopType.class)
public final class TestRandomVariable implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "testrandvar",
          Category.OTHER,
          Direction.NONE,
          "Draws value once per call and shows the mean and the coefficient of variation "
              + "of the draws so far, after 100 calls and then at each tenfold number. Counts "
              + "neither as I/O nor bytes.",
          FlowopAttributes.of(CommonAttributes.VALUE),
          Set.of(),
          Effect.NONE,
          "flowop testrandvar name=testing,value=42");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  private static final long FIRST_SHOWN = 100;

  @Override
  public Flowop bind(Binding binding) {
    return new Bound(binding.text("name"), binding.numbers("value"), binding.notes());
  }

  /** Running moments after Welford (Technometrics 4, 1962). */
  private static final class Bound implements Flowop {
    private final String name;
    private final LongSource values;
    private final Consumer<String> notes;
    private long count;
    private long nextShown = FIRST_SHOWN;
    private double mean;
    private double squares;

    Bound(String name, LongSource values, Consumer<String> notes) {
      this.name = name;
      this.values = values;
      this.notes = notes;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      if (count == nextShown) {
        nextShown *= 10;
        notes.accept(describe());
      }
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) {
      double value = values.next();
      count++;
      double above = value - mean;
      mean += above / count;
      squares += above * (value - mean);
      return 0;
    }

    private String describe() {
      double deviation = Math.sqrt(squares / (count - 1));
      double variation = mean == 0 ? 0 : deviation / mean;
      return String.format(
          Locale.ROOT,
          "testrandvar %s, %d draws: mean %.3f, coefficient of variation %.4f",
          name,
          count,
          mean,
          variation);
    }
  }
}
