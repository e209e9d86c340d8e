package wml.gate.trend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wml.reports.store.WholeFile;

/** Files {@code SHA256.json} of a folder. Hidden files, folders and other endings are not its. */
final class FolderHistory implements History {
  private static final String ENDING = ".json";

  private final Path folder;

  FolderHistory(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<StoredResult> read() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new BrokenHistory(
          folder
              + (Files.exists(folder) ? " is no folder" : " does not exist")
              + "\nhelp: 'wml trend "
              + folder
              + " --add RESULT.json' begins a history");
    }
    List<StoredResult> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING) && !name.startsWith(".") && Files.isRegularFile(file)) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          results.add(new StoredResult(name.substring(0, name.length() - ENDING.length()), text));
        }
      }
    }
    return StoredResult.checked(
        results,
        name -> folder.resolve(name + ENDING).toString(),
        "take these files from a backup, or move them out of the folder; the others are whole");
  }

  @Override
  public void add(List<StoredResult> results) throws IOException {
    Files.createDirectories(folder);
    for (StoredResult result : results) {
      Path file = folder.resolve(result.name() + ENDING);
      // Who finds the name taken finds the same content, or a broken file that read() tells of.
      if (!Files.exists(file)) {
        WholeFile.write(
            file, "the result", out -> out.write(result.text().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
