package wml.flowops.slot;

import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.random.LongSource;

/**
 * Which entry of a population an operation takes: the next in rotation or, with {@code indexed},
 * the one near a number that is drawn per call. Owned by one thread.
 */
public final class EntryPick {
  private final Population population;
  private final @Nullable LongSource near;

  private EntryPick(Population population, @Nullable LongSource near) {
    this.population = population;
    this.near = near;
  }

  public static EntryPick from(Population population, Binding binding) {
    return new EntryPick(population, binding.given("indexed") ? binding.numbers("indexed") : null);
  }

  /** The fileset that a flowop can't do without. */
  public static Fileset filesetOf(Binding binding, String keyword) throws BindException {
    Fileset fileset = binding.fileset();
    if (fileset == null) {
      throw new BindException(keyword + " needs filesetname: the fileset or file that it works on");
    }
    return fileset;
  }

  public Population population() {
    return population;
  }

  /** Pins an existing entry, or gives {@link Population#NONE}. */
  public int pin() {
    return near == null ? population.pinNext() : population.pinNear(near.next());
  }

  public int claimMissing() {
    return near == null ? population.claimMissing() : population.claimMissingNear(near.next());
  }

  public int claimDeletable() {
    return near == null ? population.claimDeletable() : population.claimDeletableNear(near.next());
  }
}
