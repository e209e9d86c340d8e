package wml.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wml.compiler.SourceLoader;

/**
 * Every workload is typed character by character. After each character the server compiles the text
 * and answers what could come next, and it is alive at the end.
 */
final class PrefixTest {
  private static final Path WORKLOADS = Path.of("../../workloads");

  /** Fewer files mean that they have moved. */
  private static final int FEWEST_FILES = 55;

  @Test
  void everyPrefixOfEveryWorkloadIsAnswered()
      throws IOException, InterruptedException, ExecutionException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(WORKLOADS)) {
      files =
          all.filter(f -> f.toString().matches(".*\\.(wml|f)"))
              .filter(f -> !f.toString().contains("/target/"))
              .sorted()
              .toList();
    }
    assertTrue(files.size() >= FEWEST_FILES, "only " + files.size() + " files in " + WORKLOADS);
    int editors = Runtime.getRuntime().availableProcessors();
    long prefixes = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(editors)) {
      Iterator<Path> rest = files.iterator();
      List<Future<Long>> typed = new ArrayList<>();
      for (int i = 0; i < editors; i++) {
        typed.add(threads.submit(() -> typeAll(rest)));
      }
      for (Future<Long> some : typed) {
        prefixes += some.get();
      }
    }
    assertTrue(prefixes > 60_000, "only " + prefixes + " prefixes");
  }

  /** One editor takes a file after the other. */
  private static long typeAll(Iterator<Path> files) throws IOException {
    long prefixes = 0;
    try (Client client = Client.start()) {
      for (Path file = next(files); file != null; file = next(files)) {
        prefixes += type(client, file, SourceLoader.read(file).text());
      }
    }
    return prefixes;
  }

  private static @Nullable Path next(Iterator<Path> files) {
    synchronized (files) {
      return files.hasNext() ? files.next() : null;
    }
  }

  private static long type(Client client, Path file, String text) {
    String uri = file.toAbsolutePath().normalize().toUri().toString();
    client.open(uri, "");
    client.diagnostics(uri, 1);
    Position end = new Position(0, 0);
    List<Future<?>> answers = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      int version = i + 2;
      String typed = text.substring(i, i + 1);
      client.change(uri, version, new TextDocumentContentChangeEvent(new Range(end, end), typed));
      end =
          typed.equals("\n")
              ? new Position(end.getLine() + 1, 0)
              : new Position(end.getLine(), end.getCharacter() + 1);
      Future<List<CompletionItem>> items = client.complete(uri, end);
      Future<Hover> hover =
          client
              .server()
              .getTextDocumentService()
              .hover(new HoverParams(new TextDocumentIdentifier(uri), end));
      answers.add(items);
      answers.add(hover);
      assertEquals(version, client.diagnostics(uri, version).getVersion());
    }
    answers.forEach(Client::await);
    client.close(uri);
    return text.length();
  }
}
