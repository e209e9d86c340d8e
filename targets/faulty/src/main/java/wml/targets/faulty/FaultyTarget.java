package wml.targets.faulty;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import wml.api.target.Capability;
import wml.api.target.Deployment;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.api.units.Nearest;

/**
 * Another target with faults: failures, short reads and writes, delays and one stall, drawn per
 * session from the run's seed, so that the same operations meet the same faults again.
 *
 * <p>It gives two capabilities over any target: synchronous writes (by a sync after each write,
 * where the wrapped target has none) and asynchronous I/O (done while it is submitted, so that
 * faults follow the order of submission). Those of {@link FaultyCapabilities#PASSED_ON} it has if
 * the wrapped target has them.
 */
@AutoService(Target.class)
public final class FaultyTarget implements Target {
  private static final TargetInfo INFO =
      new TargetInfo(
          "faulty",
          "another target with failures, short transfers, delays and a stall",
          List.of(
              new Option("target", Option.Type.TEXT, "posix", "the target to wrap"),
              new Option("with", Option.Type.TEXT, "", "its options: key=value;key=value"),
              new Option("ops", Option.Type.TEXT, "read,write", "operations hit: " + names()),
              new Option("errors", Option.Type.PROBABILITY, "0", "of an operation failing"),
              new Option("errno", Option.Type.TEXT, "EIO", "how operations fail"),
              new Option("short", Option.Type.PROBABILITY, "0", "of a short read or write"),
              new Option("delayed", Option.Type.PROBABILITY, "0", "of an operation being delayed"),
              new Option("delay", Option.Type.DURATION, "0s", "added to a delayed operation"),
              new Option("stall", Option.Type.DURATION, "0s", "for which everything stops, once"),
              new Option("lost", Option.Type.PROBABILITY, "0", "of a write not being done"),
              new Option("torn", Option.Type.PROBABILITY, "0", "of a write being done by half"),
              new Option("stale", Option.Type.PROBABILITY, "0", "of reading what was replaced"),
              new Option("swapped", Option.Type.PROBABILITY, "0", "of a write swapping blocks"),
              new Option("flipped", Option.Type.PROBABILITY, "0", "of a read with a wrong bit"),
              new Option("stallafter", Option.Type.DURATION, "0s", "from deployment to the stall")),
          Set.of(Capability.SynchronousWrites.class, Capability.AsyncIo.class));

  private final FaultClock clock;

  public FaultyTarget() {
    this(FaultClock.SYSTEM);
  }

  FaultyTarget(FaultClock clock) {
    this.clock = clock;
  }

  private static String names() {
    return String.join(", ", Operation.names()) + " or all, separated by + or ,";
  }

  @Override
  public TargetInfo info() {
    return INFO;
  }

  /**
   * @throws IllegalArgumentException if an option names no target
   */
  @Override
  public TargetInfo info(Options options) {
    Target wrapped = find(options.text("target"));
    Set<Class<? extends Capability>> all = new HashSet<>(INFO.capabilities());
    for (Class<? extends Capability> type : wrapped.info().capabilities()) {
      if (FaultyCapabilities.PASSED_ON.contains(type)) {
        all.add(type);
      }
    }
    return new TargetInfo(
        INFO.name(), INFO.summary(), INFO.options(), all, wrapped.info().counters());
  }

  /**
   * @throws IllegalArgumentException if an option makes no sense, or names no target
   */
  @Override
  public Deployment deploy(Options options, Scope scope) throws IOException {
    FaultPlan plan = FaultPlan.of(options, clock.nanos());
    if (plan.stallNanos() > 0) {
      scope.events().happened("fault", plan.stallStartNanos(), plan.stallNanos(), "injected stall");
    }
    Target wrapped = find(options.text("target"));
    Options inner = Options.resolve(wrapped.info(), pairs(options.text("with")));
    return new FaultyDeployment(wrapped.deploy(inner, scope), plan, scope.seed(), clock);
  }

  private static Target find(String name) {
    Map<String, Target> known = new TreeMap<>();
    for (Target target : ServiceLoader.load(Target.class)) {
      known.put(target.info().name(), target);
    }
    known.remove(INFO.name());
    Target target = known.get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "target 'faulty' can't wrap '"
              + name
              + "'"
              + Nearest.hint(name, known.keySet())
              + "; it wraps one of "
              + known.keySet());
    }
    return target;
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException(
            "option 'with' of target 'faulty' has '" + pair + "' where key=value is due");
      }
    }
    return pairs;
  }
}
