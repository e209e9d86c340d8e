import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/** Types into a file of 2,000 lines and takes the time of each completion; see ci/bench/lsp. */
final class LspBench implements LanguageClient {
  private static final String URI = "untitled:bench.wml";
  private static final int LINES = 2000;

  /** What is typed behind a flowop, and thereby the kinds of completion. */
  private static final Map<String, String> TYPED =
      Map.of(
          "a statement", "\n    fl",
          "a flowop", "\n    flowop re",
          "an attribute", ",io",
          "a fileset", ",filesetname=",
          "a variable", ",iosize=$",
          "a target", ",target=",
          "a value", ",iters=");

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    int rounds = Integer.parseInt(arguments[1]);
    Process process =
        new ProcessBuilder(arguments[0], "lsp")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(
            new LspBench(), process.getInputStream(), process.getOutputStream());
    Future<Void> listening = launcher.startListening();
    LanguageServer server = launcher.getRemoteProxy();
    server.initialize(new InitializeParams()).get();
    server.initialized(new InitializedParams());
    List<String> lines = new ArrayList<>(workload());
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(
                new TextDocumentItem(URI, "wml", 1, String.join("\n", lines))));
    List<Double> all = new ArrayList<>();
    System.out.printf("completion in %d lines%n", lines.size());
    int version = 1;
    for (int phase = 0; phase < 2; phase++) { // the first is a minute of an editor's life
      for (Map.Entry<String, String> kind : TYPED.entrySet()) {
        List<Double> times = new ArrayList<>();
        long items = 0;
        for (int i = 0; i < rounds / TYPED.size(); i++) {
          int line = flowopLine(lines, (i * 7919 + version) % lines.size());
          Position end = new Position(line, lines.get(line).length());
          String typed = kind.getValue();
          Position cursor =
              typed.startsWith("\n")
                  ? new Position(line + 1, typed.length() - 1)
                  : new Position(line, end.getCharacter() + typed.length());
          long begin = System.nanoTime();
          change(server, ++version, new Range(end, end), typed);
          items +=
              server
                  .getTextDocumentService()
                  .completion(new CompletionParams(new TextDocumentIdentifier(URI), cursor))
                  .get()
                  .getLeft()
                  .size();
          times.add((System.nanoTime() - begin) / 1e6);
          change(server, ++version, new Range(end, cursor), "");
        }
        print((phase == 0 ? "cold: " : "") + kind.getKey(), times, items / times.size());
        if (phase == 1) {
          all.addAll(times);
        }
      }
    }
    print("all but cold", all, -1);
    server.shutdown().get();
    server.exit();
    listening.cancel(true);
    System.exit(process.waitFor());
  }

  private static void change(LanguageServer server, int version, Range range, String text) {
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(URI, version),
                List.of(new TextDocumentContentChangeEvent(range, text))));
  }

  private static int flowopLine(List<String> lines, int from) {
    for (int i = from; ; i = (i + 1) % lines.size()) {
      if (lines.get(i).contains("flowop")) {
        return i;
      }
    }
  }

  private static List<String> workload() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add("set $size" + i + "=" + (i + 1) + "k");
      lines.add("define fileset name=data" + i + ",path=/tmp,entries=100,size=$size" + i);
    }
    for (int p = 0; lines.size() < LINES - 1; p++) {
      lines.add("define process name=p" + p + ",instances=2 {");
      for (int t = 0; t < 5; t++) {
        lines.add("  thread name=t" + t + " {");
        for (int f = 0; f < 16; f++) {
          int n = (p * 80 + t * 16 + f) % 50;
          lines.add(
              "    flowop read name=r%d-%d-%d,filesetname=data%d,iosize=$size%d,random"
                  .formatted(p, t, f, n, n));
        }
        lines.add("  }");
      }
      lines.add("}");
    }
    lines.add("run 10");
    return lines;
  }

  private static void print(String what, List<Double> times, long items) {
    Collections.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%-20s median %6.1f ms  p99 %6.1f ms  longest %6.1f ms  (n=%d%s)%n",
        what,
        times.get(times.size() / 2),
        times.get((int) (times.size() * 0.99)),
        times.getLast(),
        times.size(),
        items < 0 ? "" : ", " + items + " items each");
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {}

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void showMessage(MessageParams message) {}

  @Override
  public void logMessage(MessageParams message) {
    System.err.println(message.getMessage());
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams p) {
    return CompletableFuture.completedFuture(null);
  }
}
