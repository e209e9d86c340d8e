package wml.gate.trend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes at commits, for {@code git log --notes=REF}: a line per result, its SHA-256 and the JSON. A
 * result is noted at its own commit if the repository has that, otherwise at HEAD.
 */
final class NotesHistory implements History {
  private final Git git;
  private final String name;
  private final String reference;

  NotesHistory(Git git, String name) {
    this.git = git;
    this.name = name;
    reference = "refs/notes/" + name;
  }

  @Override
  public List<StoredResult> read() throws IOException {
    String commit = git.commit(reference);
    if (commit.isEmpty()) {
      throw new BrokenHistory(
          ("there are no notes '%s'\nhelp: 'wml trend notes:%s --add RESULT.json' begins them;"
                  + " 'git fetch origin %s:%s' gets those that are there")
              .formatted(name, name, reference, reference));
    }
    List<StoredResult> results = new ArrayList<>();
    Map<String, String> places = new LinkedHashMap<>();
    notes(git.files(commit))
        .forEach(
            (object, text) ->
                text.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(
                        line -> {
                          int blank = Math.max(0, line.indexOf(' '));
                          String hash = line.substring(0, blank);
                          results.add(new StoredResult(hash, line.substring(blank).strip() + "\n"));
                          places.put(hash, object);
                        }));
    return StoredResult.checked(
        results,
        hash -> "note of " + places.get(hash) + ", line '" + hash + "'",
        "'git log " + reference + "' tells who changed it; move the notes back to before that");
  }

  @Override
  public void add(List<StoredResult> results) throws IOException {
    String head = git.commit("HEAD");
    if (head.isEmpty()) {
      throw new IOException("HEAD is no commit yet: notes need one\nhelp: commit something first");
    }
    git.extend(
        reference,
        results.size() == 1 ? "Add a result" : "Add " + results.size() + " results",
        before -> {
          Map<String, String> notes = notes(before);
          Map<String, String> changed = new LinkedHashMap<>();
          for (StoredResult result : results) {
            String own =
                result.commit().matches("[0-9a-f]{7,64}") ? git.commit(result.commit()) : "";
            String at = own.isEmpty() ? head : own;
            String text = changed.getOrDefault(at, notes.getOrDefault(at, ""));
            if (notes.values().stream().noneMatch(t -> t.contains(result.name() + " "))) {
              String begin = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
              changed.put(at, begin + result.name() + " " + result.text());
            }
          }
          List<Git.Entry> added = new ArrayList<>();
          for (Map.Entry<String, String> note : changed.entrySet()) {
            String path =
                before.keySet().stream()
                    .filter(p -> p.replace("/", "").equals(note.getKey()))
                    .findFirst()
                    .orElse(note.getKey());
            added.add(new Git.Entry("100644", git.object(note.getValue()), path));
          }
          return added;
        });
  }

  /** Texts by the object that they annotate; git spreads many over folders. */
  private Map<String, String> notes(Map<String, Git.Entry> files) throws IOException {
    List<Git.Entry> entries =
        files.values().stream()
            .filter(e -> e.path().replace("/", "").matches("[0-9a-f]{40,64}"))
            .toList();
    List<String> texts = git.contents(entries.stream().map(Git.Entry::object).toList());
    Map<String, String> notes = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      notes.put(entries.get(i).path().replace("/", ""), texts.get(i));
    }
    return notes;
  }
}
