package wml.flowops;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import wml.api.fileset.Population;
import wml.api.target.FilePath;

/** A population for one thread that knows who holds what. */
public final class RotatingPopulation implements Population {
  private enum State {
    MISSING,
    EXISTING,
    CLAIMED
  }

  private final State[] states;
  private final int[] pins;
  private final byte[][] paths;
  private int rotor;

  RotatingPopulation(int entries, int existing, IntFunction<String> paths) {
    states = new State[entries];
    pins = new int[entries];
    this.paths = new byte[entries][];
    for (int i = 0; i < entries; i++) {
      states[i] = i < existing ? State.EXISTING : State.MISSING;
      this.paths[i] = paths.apply(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Whether an entry exists and may be picked. */
  public boolean exists(int entry) {
    return states[entry] == State.EXISTING;
  }

  /** How often an entry is pinned. */
  public int pins(int entry) {
    return pins[entry];
  }

  /** What is pinned or claimed, or "" if nothing is. */
  public String held() {
    StringBuilder held = new StringBuilder();
    for (int i = 0; i < states.length; i++) {
      if (pins[i] != 0 || states[i] == State.CLAIMED) {
        held.append(states[i]).append(' ').append(i).append(" pins ").append(pins[i]).append("; ");
      }
    }
    return held.toString();
  }

  private int next(State wanted, boolean unpinned, int from) {
    for (int i = 0; i < states.length; i++) {
      int entry = (from + i) % states.length;
      if (states[entry] == wanted && !(unpinned && pins[entry] > 0)) {
        return entry;
      }
    }
    return NONE;
  }

  private int within(State wanted, boolean unpinned, int start, int from, int to) {
    for (int i = 0; i < to - from; i++) {
      int entry = from + (start - from + i) % (to - from);
      if (states[entry] == wanted && !(unpinned && pins[entry] > 0)) {
        return entry;
      }
    }
    return NONE;
  }

  private int rotate(State wanted, boolean unpinned) {
    int entry = next(wanted, unpinned, rotor);
    rotor = entry == NONE ? rotor : entry + 1;
    return entry;
  }

  private int pin(int entry) {
    if (entry != NONE) {
      pins[entry]++;
    }
    return entry;
  }

  private int claim(int entry) {
    if (entry != NONE) {
      states[entry] = State.CLAIMED;
    }
    return entry;
  }

  private int near(long value) {
    return (int) (value % states.length);
  }

  private void settle(int entry, State state) {
    if (states[entry] != State.CLAIMED) {
      throw new AssertionError(entry + " is not claimed");
    }
    states[entry] = state;
  }

  @Override
  public int entries() {
    return states.length;
  }

  @Override
  public int existing() {
    int count = 0;
    for (State state : states) {
      count += state == State.EXISTING ? 1 : 0;
    }
    return count;
  }

  @Override
  public int pinNext() {
    return pin(rotate(State.EXISTING, false));
  }

  @Override
  public int pinNear(long value) {
    return pin(next(State.EXISTING, false, near(value)));
  }

  @Override
  public int pinWithin(int start, int from, int to) {
    return pin(within(State.EXISTING, false, start, from, to));
  }

  @Override
  public void unpin(int entry) {
    if (--pins[entry] < 0) {
      throw new AssertionError(entry + " was not pinned");
    }
  }

  @Override
  public int claimMissing() {
    return claim(rotate(State.MISSING, false));
  }

  @Override
  public int claimMissingNear(long value) {
    return claim(next(State.MISSING, false, near(value)));
  }

  @Override
  public int claimMissingWithin(int start, int from, int to) {
    return claim(within(State.MISSING, false, start, from, to));
  }

  @Override
  public void created(int entry) {
    settle(entry, State.EXISTING);
    pin(entry);
  }

  @Override
  public void abandon(int entry) {
    settle(entry, State.MISSING);
  }

  @Override
  public int claimDeletable() {
    return claim(rotate(State.EXISTING, true));
  }

  @Override
  public int claimDeletableNear(long value) {
    return claim(next(State.EXISTING, true, near(value)));
  }

  @Override
  public int claimDeletableWithin(int start, int from, int to) {
    return claim(within(State.EXISTING, true, start, from, to));
  }

  @Override
  public boolean claimPinned(int entry) {
    if (states[entry] != State.EXISTING || pins[entry] != 1) {
      return false;
    }
    pins[entry] = 0;
    claim(entry);
    return true;
  }

  @Override
  public void deleted(int entry) {
    settle(entry, State.MISSING);
  }

  @Override
  public void restore(int entry) {
    settle(entry, State.EXISTING);
  }

  @Override
  public void path(int entry, FilePath into) {
    into.clear().append(paths[entry], paths[entry].length);
  }
}
