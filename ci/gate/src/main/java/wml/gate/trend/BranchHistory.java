package wml.gate.trend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files {@code SHA256.json} of a branch that has nothing to do with the others. */
final class BranchHistory implements History {
  private static final String ENDING = ".json";

  private final Git git;
  private final String name;
  private final String reference;

  BranchHistory(Git git, String name) {
    this.git = git;
    this.name = name;
    reference = "refs/heads/" + name;
  }

  @Override
  public List<StoredResult> read() throws IOException {
    String commit = git.commit(reference);
    if (commit.isEmpty()) {
      throw new BrokenHistory(
          ("there is no branch '%s'\nhelp: 'wml trend branch:%s --add RESULT.json' begins it;"
                  + " 'git fetch origin %s:%s' gets one that is there")
              .formatted(name, name, name, name));
    }
    Map<String, Git.Entry> files = git.files(commit);
    List<Git.Entry> entries = files.values().stream().filter(BranchHistory::isResult).toList();
    List<String> texts = git.contents(entries.stream().map(Git.Entry::object).toList());
    List<StoredResult> results = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String path = entries.get(i).path();
      results.add(
          new StoredResult(path.substring(0, path.length() - ENDING.length()), texts.get(i)));
    }
    return StoredResult.checked(
        results,
        file -> "branch:" + name + " " + file + ENDING,
        "'git log " + name + " -- FILE' tells who changed it; revert that commit on the branch");
  }

  @Override
  public void add(List<StoredResult> results) throws IOException {
    if (git.isCheckedOut(reference)) {
      throw new BrokenHistory(
          "the branch '%s' is checked out\nhelp: a history is a branch of its own; switch to another"
              .formatted(name));
    }
    git.extend(
        reference,
        results.size() == 1 ? "Add a result" : "Add " + results.size() + " results",
        before -> {
          refuseOthers(before);
          List<Git.Entry> added = new ArrayList<>();
          for (StoredResult result : results) {
            String path = result.name() + ENDING;
            if (!before.containsKey(path)) {
              added.add(new Git.Entry("100644", git.object(result.text()), path));
            }
          }
          return added;
        });
  }

  private void refuseOthers(Map<String, Git.Entry> files) throws BrokenHistory {
    for (Git.Entry entry : files.values()) {
      if (!isResult(entry) && !entry.path().startsWith("README")) {
        throw new BrokenHistory(
            "the branch '%s' holds more than results: %s\nhelp: name a branch that is the history's alone"
                .formatted(name, entry.path()));
      }
    }
  }

  private static boolean isResult(Git.Entry entry) {
    return entry.path().endsWith(ENDING) && !entry.path().contains("/");
  }
}
