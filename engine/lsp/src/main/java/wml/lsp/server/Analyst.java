package wml.lsp.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.lsp.text.Snapshot;

/**
 * The thread that compiles documents while others are being typed. At most one version per document
 * waits, the newest: whoever types faster than it compiles sees fewer diagnostics, not later ones.
 */
final class Analyst implements AutoCloseable {
  private final Map<String, Snapshot> waiting = new LinkedHashMap<>();
  private final Consumer<Snapshot> analysis;
  private final Thread thread;
  private boolean closed;

  /**
   * @param analysis of one version; throws nothing
   */
  Analyst(Consumer<Snapshot> analysis) {
    this.analysis = analysis;
    this.thread = Thread.ofPlatform().name("wml-lsp/analyst").daemon().unstarted(this::work);
    thread.start();
  }

  synchronized void submit(Snapshot snapshot) {
    waiting.put(snapshot.uri(), snapshot);
    notifyAll();
  }

  /** A closed document's last version needs no more analysis. */
  synchronized void forget(String uri) {
    waiting.remove(uri);
  }

  /** Whether a newer version of a document waits. */
  synchronized boolean isWaiting(String uri) {
    return waiting.containsKey(uri);
  }

  private void work() {
    Snapshot next = next();
    while (next != null) {
      analysis.accept(next);
      next = next();
    }
  }

  private synchronized @Nullable Snapshot next() {
    while (waiting.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        return null;
      }
    }
    if (closed) {
      return null;
    }
    Iterator<Snapshot> all = waiting.values().iterator();
    Snapshot first = all.next();
    all.remove();
    return first;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
