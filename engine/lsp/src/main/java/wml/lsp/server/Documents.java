package wml.lsp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;
import wml.compiler.Catalog;
import wml.lsp.feature.Completion;
import wml.lsp.feature.Findings;
import wml.lsp.feature.Formatting;
import wml.lsp.feature.HoverText;
import wml.lsp.feature.Renaming;
import wml.lsp.feature.Vocabulary;
import wml.lsp.index.Occurrence;
import wml.lsp.index.Outline;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/** The open documents and what is asked about them. */
final class Documents implements TextDocumentService, AutoCloseable {
  private final Catalog catalog;
  private final Vocabulary vocabulary;
  private final Analyst analyst;
  private final Map<String, OpenDocument> open = new ConcurrentHashMap<>();
  private volatile @Nullable LanguageClient client;

  Documents(Catalog catalog) {
    this.catalog = catalog;
    this.vocabulary = new Vocabulary(catalog);
    this.analyst = new Analyst(this::analyse);
  }

  void connect(LanguageClient newClient) {
    this.client = newClient;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Snapshot snapshot = new Snapshot(item.getUri(), item.getVersion(), item.getText());
    open.put(item.getUri(), new OpenDocument(snapshot));
    analyst.submit(snapshot.copy());
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    OpenDocument document = open.get(params.getTextDocument().getUri());
    if (document == null) {
      return;
    }
    Integer version = params.getTextDocument().getVersion();
    int next = version == null ? document.snapshot().version() + 1 : version;
    document.change(next, params.getContentChanges());
    analyst.submit(document.snapshot().copy());
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    open.remove(uri);
    analyst.forget(uri);
    LanguageClient to = client;
    if (to != null) {
      to.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
    }
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    analyseAll(); // others may include it
  }

  void analyseAll() {
    open.values().forEach(document -> analyst.submit(document.snapshot().copy()));
  }

  /** On the analyst's thread. */
  private void analyse(Snapshot snapshot) {
    LanguageClient to = client;
    if (to == null) {
      return;
    }
    try {
      Findings findings = Findings.of(snapshot, catalog);
      OpenDocument document = open.get(snapshot.uri());
      if (document == null || analyst.isWaiting(snapshot.uri())) {
        return;
      }
      if (!findings.variables().isEmpty()) {
        document.values(findings.variables());
      }
      to.publishDiagnostics(
          new PublishDiagnosticsParams(snapshot.uri(), findings.diagnostics(), snapshot.version()));
    } catch (RuntimeException | StackOverflowError e) { // the next version may be fine
      to.logMessage(
          new MessageParams(
              MessageType.Error, "wml: can't analyse version " + snapshot.version() + ": " + e));
    }
  }

  /** The answer for a place in an open document; otherwise what stands for nothing. */
  private <T extends @Nullable Object> CompletableFuture<T> answer(
      TextDocumentPositionParams params, T nothing, BiFunction<OpenDocument, Integer, T> question) {
    OpenDocument document = open.get(params.getTextDocument().getUri());
    if (document == null) {
      return CompletableFuture.completedFuture(nothing);
    }
    int offset = Places.offset(document.snapshot().source(), params.getPosition());
    return CompletableFuture.completedFuture(question.apply(document, offset));
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return answer(
        params,
        Either.forLeft(List.of()),
        (d, offset) -> Either.forLeft(Completion.at(vocabulary, d.snapshot(), d.names(), offset)));
  }

  @Override
  @SuppressWarnings("NullAway") // the protocol's answer for nothing is null
  public CompletableFuture<Hover> hover(HoverParams params) {
    return answer(
        params,
        null,
        (d, offset) -> new HoverText(vocabulary, d.snapshot(), d.names(), d.values()).at(offset));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return answer(
        params,
        Either.forLeft(List.of()),
        (d, offset) -> {
          List<Location> places = new ArrayList<>();
          for (Occurrence o : occurrences(d, offset)) {
            if (o.definition()) {
              places.add(location(d, o));
            }
          }
          return Either.forLeft(places);
        });
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    boolean all = params.getContext() == null || params.getContext().isIncludeDeclaration();
    return answer(
        params,
        List.of(),
        (d, offset) ->
            occurrences(d, offset).stream()
                .filter(o -> all || !o.definition())
                .map(o -> location(d, o))
                .toList());
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return answer(
        params,
        List.of(),
        (d, offset) -> occurrences(d, offset).stream().map(Documents::highlight).toList());
  }

  private static DocumentHighlight highlight(Occurrence o) {
    return new DocumentHighlight(
        Places.range(o.span()),
        o.definition() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read);
  }

  private static List<Occurrence> occurrences(OpenDocument document, int offset) {
    Occurrence here = document.names().at(offset);
    return here == null ? List.of() : document.names().of(here.name());
  }

  private static Location location(OpenDocument document, Occurrence o) {
    return new Location(document.snapshot().uri(), Places.range(o.span()));
  }

  @Override
  @SuppressWarnings("NullAway") // the protocol's answer for nothing is null
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return answer(
        params,
        null,
        (d, offset) -> {
          Range range = renaming(d).prepare(offset);
          return range == null ? null : Either3.forFirst(range);
        });
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    return answer(
        params,
        new WorkspaceEdit(),
        (d, offset) -> renaming(d).rename(offset, params.getNewName()));
  }

  private Renaming renaming(OpenDocument document) {
    return new Renaming(vocabulary, document.snapshot(), document.names());
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    OpenDocument document = open.get(params.getTextDocument().getUri());
    List<Either<SymbolInformation, DocumentSymbol>> out = new ArrayList<>();
    if (document != null) {
      Outline.of(document.snapshot().script()).forEach(s -> out.add(Either.forRight(s)));
    }
    return CompletableFuture.completedFuture(out);
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    OpenDocument document = open.get(params.getTextDocument().getUri());
    return CompletableFuture.completedFuture(
        document == null ? List.of() : Formatting.of(document.snapshot()));
  }

  @Override
  public void close() {
    analyst.close();
  }
}
