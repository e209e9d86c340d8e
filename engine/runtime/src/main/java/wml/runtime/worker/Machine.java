package wml.runtime.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Part;
import wml.api.flowop.PostSemaphore;
import wml.api.flowop.Rendezvous;
import wml.api.plan.Guest;
import wml.api.plan.Value;
import wml.runtime.sync.BlockPoint;
import wml.runtime.sync.PostCounter;
import wml.runtime.sync.StopSignal;

/**
 * What the threads of one machine share and those of another don't see: filesets, semaphores,
 * rendezvous. The physical client is one machine, each virtual machine another.
 */
public final class Machine {
  private static final Value OWN = new Value.Text(CommonAttributes.Pick.OWN);

  final Map<String, Fileset> filesets;

  /** By the ordinal of a fileset. */
  final Supply[] supplies;

  private final @Nullable Guest guest;
  private final Map<String, Rendezvous> rendezvous = new ConcurrentHashMap<>();
  private final Map<String, PostSemaphore> semaphores = new ConcurrentHashMap<>();
  private final Map<String, Map<Worker, Part>> ownParts = new ConcurrentHashMap<>();
  private volatile List<Worker> workers = List.of();

  /**
   * @param guest null: the physical client
   * @param filesets by name; their ordinals are 0 to size-1
   */
  public Machine(@Nullable Guest guest, Map<String, Fileset> filesets) {
    this.guest = guest;
    this.filesets = filesets;
    this.supplies = new Supply[filesets.size()];
    for (int i = 0; i < supplies.length; i++) {
      supplies[i] = new Supply();
    }
  }

  /** The virtual machine, or null for the physical client. */
  public @Nullable Guest guest() {
    return guest;
  }

  /** {@code hypervisor#i/vm#j}, or "" for the physical client. */
  public String name() {
    return guest == null ? "" : guest.name();
  }

  /** What the names of its processes start with: the physical client's are as they are written. */
  String prefix() {
    return guest == null ? "" : guest.name() + "/";
  }

  /** Tells everybody who the workers are; before any of them starts. */
  public void workers(List<Worker> all) {
    workers = List.copyOf(all);
  }

  public List<Worker> workers() {
    return workers;
  }

  /**
   * Those whose flowops pick their own entries of a fileset, each with its part, in their order.
   */
  Map<Worker, Part> ownParts(String fileset) {
    return ownParts.computeIfAbsent(
        fileset,
        f -> {
          List<Worker> owners = workers.stream().filter(w -> picksOwn(w, f)).toList();
          Map<Worker, Part> parts = new HashMap<>();
          for (Worker owner : owners) {
            parts.put(owner, new Part(parts.size(), owners.size()));
          }
          return parts;
        });
  }

  /** Whether a flowop picks its own entries of a fileset. */
  private static boolean picksOwn(Worker worker, String fileset) {
    return worker.calls().stream()
        .anyMatch(
            c ->
                new Value.Text(fileset).equals(c.attributes().get(CommonAttributes.FILESET.name()))
                    && OWN.equals(c.attributes().get(CommonAttributes.PICK.name())));
  }

  Rendezvous rendezvous(String name, StopSignal stop) {
    return rendezvous.computeIfAbsent(name, n -> new BlockPoint(stop));
  }

  PostSemaphore semaphore(String name, StopSignal stop) {
    return semaphores.computeIfAbsent(name, n -> new PostCounter(stop));
  }
}
