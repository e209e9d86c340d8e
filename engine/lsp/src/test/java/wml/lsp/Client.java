package wml.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import wml.compiler.Catalog;
import wml.lsp.server.Connection;

/**
 * An editor: framed JSON-RPC messages over a connection to a server in this JVM. Everything that it
 * waits for has a deadline.
 */
final class Client implements LanguageClient, AutoCloseable {
  private static final long DEADLINE_SECONDS = 20;
  private static final Catalog CATALOG = Catalog.load();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
  private final List<String> messages = new ArrayList<>();
  private final Socket socket;
  private final Future<Integer> served;
  private final Future<Void> listening;
  private final LanguageServer server;
  private final InitializeResult greeting;

  private Client() throws IOException {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      socket = new Socket(port.getInetAddress(), port.getLocalPort());
      Socket other = port.accept();
      socket.setTcpNoDelay(true);
      other.setTcpNoDelay(true);
      served = threads.submit(() -> serve(other));
    }
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(this, in, out, threads, c -> c);
    listening = launcher.startListening();
    server = launcher.getRemoteProxy();
    greeting = await(server.initialize(new InitializeParams()));
    server.initialized(new InitializedParams());
  }

  static Client start() throws IOException {
    return new Client();
  }

  private static int serve(Socket socket) throws IOException, InterruptedException {
    try (socket) {
      return Connection.serve(
          new BufferedInputStream(socket.getInputStream()),
          new BufferedOutputStream(socket.getOutputStream()),
          CATALOG);
    }
  }

  LanguageServer server() {
    return server;
  }

  InitializeResult greeting() {
    return greeting;
  }

  /** The answer, or the failure of the test. */
  static <T> T await(Future<T> answer) {
    try {
      return answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the server refused: " + e.getMessage(), e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer within " + DEADLINE_SECONDS + " s", e);
    }
  }

  void open(String uri, String text) {
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "wml", 1, text)));
  }

  void change(String uri, int version, TextDocumentContentChangeEvent... changes) {
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, version), List.of(changes)));
  }

  void close(String uri) {
    server
        .getTextDocumentService()
        .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
  }

  /** What the server says of one version of a document; answers for others are dropped. */
  PublishDiagnosticsParams diagnostics(String uri, int version) {
    try {
      while (true) {
        PublishDiagnosticsParams next = published.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("no diagnostics of version " + version + "; " + messages());
        }
        if (next.getUri().equals(uri) && Integer.valueOf(version).equals(next.getVersion())) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next diagnostics, of whatever version. */
  PublishDiagnosticsParams nextDiagnostics() {
    try {
      PublishDiagnosticsParams next = published.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no diagnostics; " + messages());
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  CompletableFuture<List<CompletionItem>> complete(String uri, Position position) {
    return server
        .getTextDocumentService()
        .completion(new CompletionParams(new TextDocumentIdentifier(uri), position))
        .thenApply(either -> either.isLeft() ? either.getLeft() : either.getRight().getItems());
  }

  /** What the server complained about. */
  synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
    published.add(diagnostics);
  }

  @Override
  public synchronized void logMessage(MessageParams message) {
    messages.add(message.getMessage());
  }

  @Override
  public void showMessage(MessageParams message) {
    logMessage(message);
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
    throw new AssertionError("nothing is to be asked: " + request);
  }

  @Override
  public void telemetryEvent(Object object) {
    throw new AssertionError("nothing is to be told: " + object);
  }

  /** Says goodbye as the protocol has it; the server then ends with status 0. */
  @Override
  public void close() throws IOException {
    try {
      await(server.shutdown());
      server.exit();
      assertEquals(0, await(served));
      assertEquals(List.of(), messages());
    } finally {
      listening.cancel(true);
      socket.close();
      threads.shutdownNow();
    }
  }
}
