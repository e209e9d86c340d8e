package wml.lsp.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import wml.api.cli.ExitCode;
import wml.compiler.Catalog;

/** A client's connection from its first message to its end. */
public final class Connection {
  private Connection() {}

  /**
   * Serves one client until it says exit or hangs up.
   *
   * @return the exit code: 0 if it had asked for a shutdown first, as the protocol wants
   */
  public static int serve(InputStream in, OutputStream out, Catalog catalog)
      throws InterruptedException {
    ExecutorService reader =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("wml-lsp/reader").daemon().factory());
    try (WmlLanguageServer server = new WmlLanguageServer(catalog)) {
      Launcher<LanguageClient> launcher =
          new LSPLauncher.Builder<LanguageClient>()
              .setLocalService(server)
              .setRemoteInterface(LanguageClient.class)
              .setInput(in)
              .setOutput(out)
              .setExecutorService(reader)
              .create();
      server.connect(launcher.getRemoteProxy());
      Future<Void> hungUp = launcher.startListening();
      CompletableFuture<Void> ended = server.exited();
      reader.execute(() -> ended.complete(null)); // runs when the reader has read to the end
      ended.get();
      hungUp.cancel(true);
      return server.isShutDown() ? ExitCode.OK : ExitCode.USAGE;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      reader.shutdownNow();
    }
  }
}
