package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import wml.api.target.FilePath;
import wml.targets.nfs.client.Walk;
import wml.targets.nfs.protocol.StateId;

/**
 * The files that a server has handed over to this client, by path. What this client itself is about
 * to change is given back before. For any thread; looking up takes no lock and allocates nothing.
 */
final class Delegations4 {
  /** As many as {@link Walk#hash} has values. */
  private static final int SLOTS = 1 << 12;

  private final Client4 client;
  private final AtomicReferenceArray<@Nullable Delegation4> slots =
      new AtomicReferenceArray<>(SLOTS);
  private final AtomicInteger count = new AtomicInteger();

  Delegations4(Client4 client) {
    this.client = client;
  }

  /** That of a path, if it is valid. */
  @Nullable Delegation4 find(FilePath path) {
    if (count.get() == 0) {
      return null;
    }
    Delegation4 there = slots.get(slot(path));
    return there != null && there.isValid() && there.isOf(path) ? there : null;
  }

  private static int slot(FilePath path) {
    return Walk.hash(path, path.length()) & (SLOTS - 1);
  }

  /** Remembers one, in place of another perhaps, which is given back. */
  void add(FilePath path, Delegation4 made, Opens4 opens) throws IOException {
    Delegation4 before = slots.getAndSet(slot(path), made);
    if (before == null) {
      count.incrementAndGet();
    } else {
      giveBack(before, opens);
    }
  }

  /** What is at a path, or below, is about to be changed by this client. */
  void drop(FilePath path, Opens4 opens) throws IOException {
    if (count.get() > 0) {
      for (int i = 0; i < SLOTS; i++) {
        Delegation4 there = slots.get(i);
        if (there != null && there.isWithin(path)) {
          take(i, there, opens);
        }
      }
    }
  }

  /** The server wants one back. */
  void recalled(StateId what, Opens4 opens) throws IOException {
    for (int i = 0; i < SLOTS; i++) {
      Delegation4 there = slots.get(i);
      if (there != null && there.isCalled(what)) {
        take(i, there, opens);
      }
    }
  }

  /** The server has forgotten them all, or the client ends. */
  void dropAll(Opens4 opens) throws IOException {
    for (int i = 0; i < SLOTS && count.get() > 0; i++) {
      Delegation4 there = slots.get(i);
      if (there != null) {
        take(i, there, opens);
      }
    }
  }

  private void take(int slot, Delegation4 there, Opens4 opens) throws IOException {
    if (slots.compareAndSet(slot, there, null)) {
      count.decrementAndGet();
      giveBack(there, opens);
    }
  }

  private void giveBack(Delegation4 what, Opens4 opens) throws IOException {
    what.end();
    opens.giveBack(
        what.anchor().handle(), what.stateid()); // that a server knows it no longer is as good
    what.leave(client, opens);
  }
}
