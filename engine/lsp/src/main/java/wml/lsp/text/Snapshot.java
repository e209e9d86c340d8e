package wml.lsp.text;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.TextTokens;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.TextToken;

/**
 * One version of an open document; tokens and syntax are read when first asked for. One thread's.
 */
public final class Snapshot {
  private final String uri;
  private final int version;
  private final SourceText source;
  private @Nullable List<TextToken> tokens;
  private @Nullable Script script;

  public Snapshot(String uri, int version, String text) {
    this.uri = uri;
    this.version = version;
    this.source = new SourceText(path(uri), text);
  }

  /** The same version for another thread. */
  public Snapshot copy() {
    return new Snapshot(uri, version, source.text());
  }

  /** Where files that the document includes are looked for; anything unsaved has just a name. */
  private static String path(String uri) {
    try {
      URI parsed = URI.create(uri);
      if ("file".equals(parsed.getScheme())) {
        return Path.of(parsed).toString();
      }
    } catch (RuntimeException e) { // each file system has its own ways to refuse a URI
      return "untitled.wml";
    }
    return "untitled.wml";
  }

  public String uri() {
    return uri;
  }

  public int version() {
    return version;
  }

  public SourceText source() {
    return source;
  }

  public String text() {
    return source.text();
  }

  public List<TextToken> tokens() {
    List<TextToken> known = tokens;
    if (known == null) {
      known = TextTokens.of(source.text());
      tokens = known;
    }
    return known;
  }

  public Script script() {
    Script known = script;
    if (known == null) {
      known = WorkloadParser.parse(source, new Diagnostics());
      script = known;
    }
    return known;
  }
}
