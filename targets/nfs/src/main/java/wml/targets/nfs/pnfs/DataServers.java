package wml.targets.nfs.pnfs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The data servers of one metadata server. Calls are carried out by a few threads of its own, each
 * with a connection to every data server: who calls may be a virtual thread, which must not sleep
 * in a system call, as its carrier is what a data server in the same process needs.
 */
final class DataServers implements AutoCloseable {
  private static final int THREADS = 4;
  private static final long STOP_SECONDS = 5;

  /** A server that did not answer is left alone for so long. */
  private static final long REST_NANOS = 200_000_000;

  private static final long TIMEOUT_NANOS = 5_000_000_000L;

  private final List<DataServer> servers;
  private final ExecutorService threads;
  private final BlockingQueue<@Nullable DataLink[]> idle = new ArrayBlockingQueue<>(THREADS);
  private final AtomicLongArray deadUntil;

  DataServers(List<DataServer> servers) {
    this.servers = List.copyOf(servers);
    deadUntil = new AtomicLongArray(servers.size());
    for (int i = 0; i < servers.size(); i++) {
      deadUntil.set(i, System.nanoTime() - 1);
    }
    threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("pnfs-data#", 0).factory());
    for (int i = 0; i < THREADS; i++) {
      idle.add(new DataLink[servers.size()]);
    }
  }

  int count() {
    return servers.size();
  }

  List<DataServer> servers() {
    return servers;
  }

  /** Carries out calls, those to different servers at once; each then has its status. */
  void call(List<? extends DataCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    try {
      threads.submit(() -> carryOut(calls)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("calls to data servers failed", e.getCause());
    } catch (RejectedExecutionException e) {
      // It is closed: no call was answered.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same, without waiting. */
  void callLater(List<? extends DataCall> calls, Runnable then) {
    threads.execute(
        () -> {
          carryOut(calls);
          then.run();
        });
  }

  private void carryOut(List<? extends DataCall> calls) {
    @Nullable DataLink[] links = idle.remove();
    try {
      round(links, calls);
      // A connection that was idle for long may be to a server that has started anew since.
      List<? extends DataCall> again =
          calls.stream().filter(c -> c.status == DataCall.DEAD && isAwake(c.server)).toList();
      if (!again.isEmpty()) {
        round(links, again);
        again.forEach(c -> rest(c));
      }
    } finally {
      idle.add(links);
    }
  }

  private void rest(DataCall call) {
    if (call.status == DataCall.DEAD) {
      deadUntil.set(call.server, System.nanoTime() + REST_NANOS);
    }
  }

  private boolean isAwake(int server) {
    return System.nanoTime() - deadUntil.get(server) >= 0;
  }

  private void round(@Nullable DataLink[] links, List<? extends DataCall> calls) {
    boolean[] used = new boolean[links.length];
    for (DataCall call : calls) {
      int at = call.server;
      try {
        DataLink link = links[at];
        if (link == null) {
          if (!isAwake(at)) {
            continue;
          }
          link = DataLink.connect(servers.get(at), TIMEOUT_NANOS);
          links[at] = link;
        }
        link.begin(call);
        used[at] = true;
      } catch (IOException e) {
        lost(links, at, used);
      }
    }
    for (int at = 0; at < links.length; at++) {
      DataLink link = links[at];
      try {
        if (used[at] && link != null) {
          link.flush();
        }
      } catch (IOException e) {
        lost(links, at, used);
      }
    }
    for (int at = 0; at < links.length; at++) {
      DataLink link = links[at];
      try {
        if (used[at] && link != null) {
          link.finish();
        }
      } catch (IOException e) {
        lost(links, at, used);
      }
    }
  }

  private void lost(@Nullable DataLink[] links, int at, boolean[] used) {
    DataLink link = links[at];
    if (link != null) {
      link.close();
    }
    links[at] = null;
    used[at] = false;
    if (link == null) {
      deadUntil.set(at, System.nanoTime() + REST_NANOS); // nobody listens there
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (@Nullable DataLink[] links = idle.poll(); links != null; links = idle.poll()) {
      for (DataLink link : links) {
        if (link != null) {
          link.close();
        }
      }
    }
  }
}
