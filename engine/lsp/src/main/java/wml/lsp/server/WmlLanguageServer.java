package wml.lsp.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import wml.compiler.Catalog;

/**
 * One client's language server. Requests are answered on the thread that reads them, in their
 * order, so that each sees the text as it was when it was asked; only compiling goes on beside.
 */
final class WmlLanguageServer implements LanguageServer, WorkspaceService, AutoCloseable {
  /** After these an editor asks for completion by itself. */
  private static final List<String> TRIGGERS = List.of("$", "=", ",", " ", "(", "{");

  private final Documents documents;
  private final WarmUp warmUp;
  private final CompletableFuture<Void> exited = new CompletableFuture<>();
  private volatile boolean shutDown;

  WmlLanguageServer(Catalog catalog) {
    this.documents = new Documents(catalog);
    this.warmUp = new WarmUp(catalog);
  }

  void connect(LanguageClient client) {
    documents.connect(client);
  }

  /** Done when the client has said exit. */
  CompletableFuture<Void> exited() {
    return exited;
  }

  boolean isShutDown() {
    return shutDown;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Incremental);
    ServerCapabilities can = new ServerCapabilities();
    can.setTextDocumentSync(sync);
    can.setCompletionProvider(new CompletionOptions(false, TRIGGERS));
    can.setHoverProvider(true);
    can.setDefinitionProvider(true);
    can.setReferencesProvider(true);
    can.setDocumentHighlightProvider(true);
    can.setRenameProvider(new RenameOptions(true));
    can.setDocumentSymbolProvider(true);
    can.setDocumentFormattingProvider(true);
    return CompletableFuture.completedFuture(
        new InitializeResult(can, new ServerInfo("wml", "0.1.0")));
  }

  @Override
  public void initialized(InitializedParams params) {
    warmUp.start();
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    shutDown = true;
    return CompletableFuture.completedFuture(new Object());
  }

  @Override
  public void exit() {
    exited.complete(null);
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return documents;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return this;
  }

  @Override
  public void setTrace(SetTraceParams params) {} // there is no trace

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {} // nothing is set

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    documents.analyseAll(); // included files may have changed
  }

  @Override
  public void close() {
    warmUp.stop();
    documents.close();
  }
}
