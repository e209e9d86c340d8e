package wml.runtime.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.verify.BlockCodec;
import wml.api.verify.Finding;

/**
 * Compares the files with what a journal says of them. A block must hold the generation that is
 * durable or a later one that was issued; while a later one was issued and is not durable, it may
 * hold parts of both, which is told but no failure.
 */
public final class CrashCheck {
  /** So many blocks are named; all are counted. */
  private static final int EXAMPLES = 20;

  /**
   * What became of a fileset's blocks.
   *
   * @param blocks that were written and looked at
   * @param durable of them with a generation that was acknowledged as durable
   * @param failures durable blocks that don't hold what they must, by what is wrong
   * @param lostUnsynced acknowledged, not durable, and older content is there: no failure
   * @param tornUnsynced parts of a write that was not durable: no failure
   * @param examples of failures, with file and offset
   */
  public record Report(
      String root,
      long files,
      long blocks,
      long durable,
      Map<Finding, Long> failures,
      long lostUnsynced,
      long tornUnsynced,
      List<String> examples) {
    public long failed() {
      return failures.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Map<Finding, Long> failures = new EnumMap<>(Finding.class);
  private final List<String> examples = new ArrayList<>();
  private final Journal.Fileset fileset;
  private final BlockCodec codec;
  private final ByteBuffer buffer;
  private final MemorySegment memory;
  private long blocks;
  private long durable;
  private long lostUnsynced;
  private long tornUnsynced;

  private CrashCheck(Journal.Fileset fileset) {
    this.fileset = fileset;
    codec = new BlockCodec(fileset.format());
    buffer = ByteBuffer.allocateDirect(fileset.format().blockBytes());
    memory = MemorySegment.ofBuffer(buffer);
  }

  /**
   * Checks all filesets of a journal.
   *
   * @param directory where what stood in the journal's directory stands now; null: there
   */
  public static List<Report> of(Journal journal, @Nullable String directory) throws IOException {
    List<Report> out = new ArrayList<>();
    for (Journal.Fileset fileset : journal.filesets()) {
      out.add(new CrashCheck(fileset).run(journal.directory(), directory));
    }
    return out;
  }

  private Report run(String from, @Nullable String to) throws IOException {
    long files = 0;
    for (Map.Entry<Integer, FileHistory> entry : fileset.files().entrySet()) {
      FileHistory history = entry.getValue();
      if (!history.blocks().isEmpty()) {
        files++;
        String path = history.path();
        boolean moved = to != null && !from.isEmpty() && path.startsWith(from + "/");
        file(entry.getKey(), history, moved ? to + path.substring(from.length()) : path);
      }
    }
    return new Report(
        fileset.root(),
        files,
        blocks,
        durable,
        Map.copyOf(failures),
        lostUnsynced,
        tornUnsynced,
        List.copyOf(examples));
  }

  private void file(int file, FileHistory history, String path) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(path))) {
      for (Map.Entry<Long, FileHistory.Block> entry : history.blocks().entrySet()) {
        long offset = entry.getKey() * fileset.format().blockBytes();
        boolean whole = read(channel, offset);
        BlockCodec.Verdict verdict =
            whole ? codec.examine(memory, 0, file, offset) : BlockCodec.Verdict.ZEROS;
        String what = whole ? "it holds zeros" : "the file ends before it";
        block(path, offset, entry.getValue(), verdict, what);
      }
    } catch (NoSuchFileException e) {
      for (Map.Entry<Long, FileHistory.Block> entry : history.blocks().entrySet()) {
        long offset = entry.getKey() * fileset.format().blockBytes();
        block(path, offset, entry.getValue(), BlockCodec.Verdict.ZEROS, "there is no such file");
      }
    }
  }

  private boolean read(FileChannel channel, long offset) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  private void block(
      String path,
      long offset,
      FileHistory.Block block,
      BlockCodec.Verdict verdict,
      String nothing) {
    blocks++;
    durable += block.durable > 0 ? 1 : 0;
    boolean open = block.issued > block.durable;
    switch (verdict) {
      case WHOLE -> {
        boolean ours = codec.run() == fileset.run();
        long held = ours ? codec.generation() : 0;
        held(path, offset, block, held, "it holds generation " + held);
      }
      case ZEROS -> held(path, offset, block, 0, nothing);
      case TORN -> {
        if (open) {
          tornUnsynced++;
        } else {
          failed(Finding.TORN, path, offset, codec.detail());
        }
      }
      case MISPLACED ->
          failed(
              Finding.MISPLACED,
              path,
              offset,
              "it is the block of file %d, offset %d"
                  .formatted(codec.foreignFile(memory, 0), codec.foreignOffset(memory, 0)));
      case CORRUPT -> failed(Finding.CORRUPT, path, offset, codec.detail());
    }
  }

  private void held(String path, long offset, FileHistory.Block block, long held, String what) {
    if (held < block.durable) {
      Finding finding = held > 1 ? Finding.STALE : Finding.LOST_WRITE;
      failed(
          finding,
          path,
          offset,
          what + ", but generation " + block.durable + " was acknowledged as durable");
    } else if (held < block.acknowledged) {
      lostUnsynced++;
    }
  }

  private void failed(Finding finding, String path, long offset, String detail) {
    failures.merge(finding, 1L, Long::sum);
    if (examples.size() < EXAMPLES) {
      examples.add(finding.words() + " in " + path + " at offset " + offset + ": " + detail);
    }
  }
}
