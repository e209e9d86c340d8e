package wml.flowops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.EventSource;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Part;
import wml.api.flowop.PostSemaphore;
import wml.api.flowop.Rendezvous;
import wml.api.flowop.Work;

/** What flowops ask of the engine, written down; every wait ends at once. */
public final class EngineRecord {
  /** Work counters that a test sets. */
  public static final class Counts implements Work {
    public long ios;
    public long operations;
    public long bytes;

    @Override
    public long ios() {
      return ios;
    }

    @Override
    public long operations() {
      return operations;
    }

    @Override
    public long bytes() {
      return bytes;
    }
  }

  /** Of the thread. */
  public final Counts own = new Counts();

  /** Of the process. */
  public final Counts process = new Counts();

  private final Map<String, Counts> named = new HashMap<>();

  /** The thread's part of what threads share that pick their own. */
  public Part ownPart = new Part(0, 1);

  /** In words, such as {@code block b}, {@code post s 3 blocking}, {@code events 2}. */
  public final List<String> calls = new ArrayList<>();

  /** Sentences for the user. */
  public final List<String> notes = new ArrayList<>();

  /** Whether the workload has an event generator. */
  public boolean hasEvents = true;

  /** Of the flowops of a name. */
  public Counts of(String flowopName) {
    return named.computeIfAbsent(flowopName, n -> new Counts());
  }

  @Nullable EventSource events() {
    return hasEvents ? (count, context) -> waited("events " + count, context) : null;
  }

  Rendezvous rendezvous(String name) {
    return new Rendezvous() {
      @Override
      public boolean block(FlowopContext context) {
        return waited("block " + name, context);
      }

      @Override
      public void wake() {
        calls.add("wake " + name);
      }
    };
  }

  PostSemaphore semaphore(String name) {
    return new PostSemaphore() {
      @Override
      public boolean take(long count, FlowopContext context) {
        return waited("take " + name + " " + count, context);
      }

      @Override
      public boolean post(long count, boolean blocking, FlowopContext context) {
        return waited("post " + name + " " + count + (blocking ? " blocking" : ""), context);
      }

      @Override
      public void highWater(long posts) {
        calls.add("highwater " + name + " " + posts);
      }
    };
  }

  private boolean waited(String call, FlowopContext context) {
    calls.add(call);
    return !context.stopping();
  }
}
