package wml.flowops.pacing;

import com.google.auto.service.AutoService;
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

/** Shows a number to the user. */
@AutoService(FlowopType.class)
public final class Print implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "print",
          Category.OTHER,
          Direction.NONE,
          "Shows value to the user; after 100 calls a thread falls silent. Counts neither "
              + "as I/O nor bytes. Making the message is not timed.",
          FlowopAttributes.of(CommonAttributes.VALUE),
          Set.of(),
          Effect.NONE,
          "flowop print name=showing,value=42");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  /** Calls of one thread that are shown; more would bury the results. */
  static final int MAX_SHOWN = 100;

  @Override
  public Flowop bind(Binding binding) {
    return new Bound(binding.text("name"), binding.numbers("value"), binding.notes());
  }

  private static final class Bound implements Flowop {
    private final String name;
    private final LongSource values;
    private final Consumer<String> notes;
    private int shown;

    Bound(String name, LongSource values, Consumer<String> notes) {
      this.name = name;
      this.values = values;
      this.notes = notes;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      long value = values.next();
      if (shown < MAX_SHOWN) {
        shown++;
        notes.accept("print " + name + ", call " + shown + ": " + value);
      }
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) {
      return 0;
    }
  }
}
