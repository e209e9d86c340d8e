package wml.lsp.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import wml.grammar.parse.TextTokens;
import wml.grammar.syntax.TextToken;
import wml.lsp.index.Name;
import wml.lsp.index.NameIndex;
import wml.lsp.index.Occurrence;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/** Gives something a new name at all its places in a file, or says why not. */
public final class Renaming {
  private final Vocabulary vocabulary;
  private final Snapshot snapshot;
  private final NameIndex names;

  public Renaming(Vocabulary vocabulary, Snapshot snapshot, NameIndex names) {
    this.vocabulary = vocabulary;
    this.snapshot = snapshot;
    this.names = names;
  }

  /** What would be replaced at an offset, or null if nothing can be renamed there. */
  public @Nullable Range prepare(int offset) {
    Occurrence o = renamable(offset);
    return o == null ? null : Places.range(o.span());
  }

  private @Nullable Occurrence renamable(int offset) {
    Occurrence o = names.at(offset);
    boolean defined = o != null && names.of(o.name()).stream().anyMatch(Occurrence::definition);
    return defined ? o : null;
  }

  /**
   * @throws ResponseErrorException if nothing can be renamed there, or not so
   */
  public WorkspaceEdit rename(int offset, String wish) {
    Occurrence o = renamable(offset);
    if (o == null) {
      throw refused("nothing that this file defines is named here");
    }
    Name name = o.name();
    boolean variable = name.kind() == Name.Kind.VARIABLE;
    String text = variable && wish.startsWith("$") ? wish.substring(1) : wish;
    check(name, text);
    List<TextEdit> edits = new ArrayList<>();
    for (Occurrence place : names.of(name)) {
      edits.add(new TextEdit(Places.range(place.span()), text));
    }
    return new WorkspaceEdit(Map.of(snapshot.uri(), edits));
  }

  private void check(Name name, String text) {
    if (name.kind() == Name.Kind.VARIABLE) {
      if (!text.matches("[A-Za-z0-9_]+")) {
        throw refused("a variable's name is letters, digits and underscores, not '" + text + "'");
      }
    } else {
      List<TextToken> tokens = TextTokens.of(text);
      boolean word =
          tokens.size() == 1
              && tokens.get(0).kind() == TextToken.Kind.WORD
              && tokens.get(0).end() == text.length();
      if (!word) {
        throw refused("a name is one word without blanks, not '" + text + "'");
      }
    }
    if (name.kind() == Name.Kind.COMPOSITE && vocabulary.flowop(text) != null) {
      throw refused("'" + text + "' is a built-in flowop");
    }
    Name other = new Name(name.kind(), name.scope(), text);
    if (!other.equals(name) && !names.of(other).isEmpty()) {
      throw refused(
          "this file has a " + name.kind().words() + " '" + other.written() + "' already");
    }
  }

  private static ResponseErrorException refused(String why) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.RequestFailed, why, null));
  }
}
