package wml.flowops.slot;

import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.CommonAttributes.Pick;
import wml.api.flowop.Part;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RankSource;

/**
 * Which entry of a population an operation takes: the next in rotation; with {@code indexed}, the
 * one near a number that is drawn per call; with {@code pick}, as it says. Owned by one thread.
 *
 * <ol>
 *   <li>A distribution draws an index. If the entry there does not fit, the next higher one that
 *       does is taken, in a circle.
 *   <li>{@code random} is even over the entries that fit: indexes are drawn until one does. After
 *       {@link #MOST_TRIES} it takes the next that fits, so that a search among few entries ends.
 *   <li>{@code own} goes round robin through the thread's part.
 *   <li>What was drawn while nothing fits is kept for the next try: waiting draws nothing.
 * </ol>
 */
public final class EntryPick {
  private static final int MOST_TRIES = 64;
  private static final long NOTHING_DRAWN = -1;

  private final Population population;
  private final @Nullable LongSource near;
  private final @Nullable RankSource ranks;
  private final @Nullable RandomStream even;
  private final int from;
  private final int to;
  private final boolean own;
  private int rotor;
  private long drawn = NOTHING_DRAWN;

  private EntryPick(Population population, Binding binding) throws BindException {
    String pick = CommonAttributes.PICK.name();
    boolean given = binding.given(pick);
    boolean indexed = binding.given(CommonAttributes.INDEXED.name());
    if (given && indexed) {
      throw new BindException("both indexed and pick say which entry; leave one out");
    }
    this.population = population;
    near = indexed ? binding.numbers(CommonAttributes.INDEXED.name()) : null;
    ranks = given ? binding.ranks(pick) : null;
    String word = given && ranks == null ? binding.text(pick) : Pick.ROUND_ROBIN;
    even = word.equals(Pick.RANDOM) ? binding.random(pick) : null;
    own = word.equals(Pick.OWN);
    Part part = own ? binding.ownPart() : new Part(0, 1);
    from = part.from(population.entries());
    to = part.to(population.entries());
    rotor = from;
    if (own && from == to) {
      throw new BindException(
          "pick=own gives this thread nothing: %d threads share %d entries; enlarge the fileset"
              .formatted(part.count(), population.entries()));
    }
  }

  public static EntryPick from(Population population, Binding binding) throws BindException {
    return new EntryPick(population, binding);
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

  /** What is done to the entry that is found. */
  private enum Want {
    PIN,
    CLAIM_MISSING,
    CLAIM_DELETABLE
  }

  /** Pins an existing entry, or gives {@link Population#NONE}. */
  public int pin() {
    if (isGiven()) {
      return take(Want.PIN);
    }
    return near == null ? population.pinNext() : population.pinNear(near.next());
  }

  public int claimMissing() {
    if (isGiven()) {
      return take(Want.CLAIM_MISSING);
    }
    return near == null ? population.claimMissing() : population.claimMissingNear(near.next());
  }

  public int claimDeletable() {
    if (isGiven()) {
      return take(Want.CLAIM_DELETABLE);
    }
    return near == null ? population.claimDeletable() : population.claimDeletableNear(near.next());
  }

  private boolean isGiven() {
    return own || ranks != null || even != null;
  }

  private int take(Want want) {
    int entries = population.entries();
    if (entries == 0) {
      return Population.NONE;
    }
    if (own) {
      int entry = within(want, rotor, from, to);
      rotor = entry == Population.NONE ? rotor : entry + 1 == to ? from : entry + 1;
      return entry;
    }
    if (drawn == NOTHING_DRAWN && even != null) {
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        int at = (int) even.nextLong(entries);
        int entry = within(want, at, at, at + 1);
        if (entry != Population.NONE) {
          return entry;
        }
      }
      drawn = even.nextLong(entries);
    } else if (drawn == NOTHING_DRAWN && ranks != null) {
      drawn = ranks.next(entries, 1);
    }
    int entry = within(want, (int) drawn, 0, entries);
    drawn = entry == Population.NONE ? drawn : NOTHING_DRAWN;
    return entry;
  }

  private int within(Want want, int start, int first, int end) {
    return switch (want) {
      case PIN -> population.pinWithin(start, first, end);
      case CLAIM_MISSING -> population.claimMissingWithin(start, first, end);
      case CLAIM_DELETABLE -> population.claimDeletableWithin(start, first, end);
    };
  }
}
