package wml.lsp.server;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import wml.api.flowop.FlowopType;
import wml.compiler.Catalog;
import wml.lsp.feature.Completion;
import wml.lsp.feature.Vocabulary;
import wml.lsp.index.NameIndex;
import wml.lsp.text.Snapshot;

/**
 * Completes a text of its own while the editor is still opening its first one, so that the JVM has
 * compiled what the first answers need: they then take milliseconds instead of tenths of a second.
 * A thread of its own that ends by itself.
 */
final class WarmUp implements Runnable {
  private static final int ROUNDS = 300;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Catalog catalog;
  private volatile boolean stopped;

  WarmUp(Catalog catalog) {
    this.catalog = catalog;
  }

  void start() {
    Thread.ofPlatform().name("wml-lsp/warm-up").daemon().start(this);
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    Vocabulary vocabulary = new Vocabulary(catalog);
    String steps =
        catalog.flowops().values().stream()
            .map(FlowopType::signature)
            .map(signature -> "    " + signature.example() + "\n")
            .collect(Collectors.joining());
    String text =
        "set $size=4k\ndefine fileset name=data,path=/tmp,entries=10,size=$size\n"
            + "define process name=p {\n  thread name=t {\n"
            + steps
            + "  }\n}\nrun 1\n";
    long begin = System.nanoTime();
    for (int i = 0; i < ROUNDS && !stopped && System.nanoTime() - begin < MOST_NANOS; i++) {
      Snapshot snapshot = new Snapshot("untitled:warm-up", i, text);
      NameIndex names = NameIndex.of(snapshot.script());
      for (int offset = i % 10; offset < text.length(); offset += text.length() / 10) {
        Completion.at(vocabulary, snapshot, names, offset);
      }
    }
  }
}
