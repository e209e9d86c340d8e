package wml.gate.trend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where results are kept: one immutable JSON document each, named by the SHA-256 of its content.
 * Documents are added and never changed; any number of processes may add at a time.
 */
public sealed interface History permits BranchHistory, FolderHistory, NotesHistory {
  /**
   * All documents, in any order.
   *
   * @throws BrokenHistory if one is not what its name says; nothing is changed then
   */
  List<StoredResult> read() throws IOException;

  /** Adds documents; what is there already is left as it is. */
  void add(List<StoredResult> results) throws IOException;

  /**
   * A folder, {@code branch:NAME} or {@code notes:REF} of the repository around a directory.
   *
   * @throws IllegalArgumentException saying what is wrong with the words
   */
  static History of(String words, Path directory) {
    int colon = words.indexOf(':');
    String kind = colon < 0 ? "" : words.substring(0, colon);
    String name = words.substring(colon + 1);
    if (kind.equals("branch") || kind.equals("notes")) {
      if (!name.matches("[\\w][\\w./-]*") || name.contains("..") || name.endsWith(".lock")) {
        throw new IllegalArgumentException(
            "'%s' is no name of git's: write %s:performance".formatted(name, kind));
      }
      Git git = new Git(directory);
      return kind.equals("branch") ? new BranchHistory(git, name) : new NotesHistory(git, name);
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a history is a folder, branch:NAME or notes:REF");
    }
    return new FolderHistory(directory.resolve(words));
  }
}
