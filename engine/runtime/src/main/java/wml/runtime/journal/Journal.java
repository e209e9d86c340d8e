package wml.runtime.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import wml.api.verify.BlockFormat;

/**
 * What a journal's file says, as far as it goes.
 *
 * @param directory under which all filesets stood, or ""
 * @param unfinished pieces of 32 bytes that are no record: of threads that were killed in the
 *     middle
 */
public record Journal(
    String workload, String directory, long seed, List<Fileset> filesets, long unfinished) {
  /** A fileset and what was written to it. */
  record Fileset(String root, int run, BlockFormat format, Map<Integer, FileHistory> files) {}

  /**
   * Reads a journal.
   *
   * @throws IOException if it can't be read, or is none
   */
  public static Journal read(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size() / JournalRecord.UNIT * JournalRecord.UNIT;
      Reading reading = new Reading();
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      CRC32C crc = new CRC32C();
      for (long at = 0; at < size; ) {
        MemorySegment here = all.asSlice(at, Math.min(size - at, 1L << 20));
        int units = JournalRecord.unitsAt(here, crc);
        if (units > 0) {
          reading.record(here, at);
        } else if (!isZero(here)) {
          reading.unfinished++;
        }
        at += (long) Math.max(1, units) * JournalRecord.UNIT;
      }
      return reading.journal(path, channel.size() > size);
    }
  }

  private static boolean isZero(MemorySegment here) {
    MemorySegment unit = here.asSlice(0, JournalRecord.UNIT);
    return unit.mismatch(MemorySegment.ofArray(new byte[JournalRecord.UNIT])) < 0;
  }

  /** Record after record. */
  private static final class Reading {
    private final List<Fileset> filesets = new ArrayList<>();
    private @Nullable String header;
    private long seed;
    private long unfinished;

    void record(MemorySegment record, long place) throws IOException {
      if (header == null && JournalRecord.type(record) != JournalRecord.HEADER) {
        return;
      }
      int file = JournalRecord.file(record);
      switch (JournalRecord.type(record)) {
        case JournalRecord.HEADER -> {
          header = JournalRecord.text(record);
          seed = JournalRecord.first(record);
        }
        case JournalRecord.FILESET -> filesets.add(fileset(record));
        case JournalRecord.FILE ->
            of(record).files.put(file, new FileHistory(JournalRecord.text(record)));
        case JournalRecord.ISSUED ->
            history(record)
                .issued(
                    JournalRecord.first(record),
                    JournalRecord.blocks(record),
                    JournalRecord.generation(record));
        case JournalRecord.ACKNOWLEDGED ->
            history(record).acknowledged(JournalRecord.generation(record), false);
        case JournalRecord.DURABLE ->
            history(record).acknowledged(JournalRecord.generation(record), true);
        case JournalRecord.SYNC_ISSUED -> history(record).syncIssued(place);
        case JournalRecord.SYNCED -> history(record).synced(JournalRecord.first(record));
        case JournalRecord.VOIDED -> history(record).voided();
        default -> unfinished++;
      }
    }

    private static Fileset fileset(MemorySegment record) {
      long shape = JournalRecord.generation(record);
      BlockFormat format =
          new BlockFormat(JournalRecord.first(record), (int) shape, (int) (shape >>> 32));
      return new Fileset(
          JournalRecord.text(record), JournalRecord.file(record), format, new TreeMap<>());
    }

    private Fileset of(MemorySegment record) throws IOException {
      int index = JournalRecord.fileset(record);
      if (index >= filesets.size()) {
        throw new IOException("a record tells of fileset " + index + ", which no other describes");
      }
      return filesets.get(index);
    }

    /** A file without a name was synced or removed, but never written. */
    private FileHistory history(MemorySegment record) throws IOException {
      return of(record).files.computeIfAbsent(JournalRecord.file(record), f -> new FileHistory(""));
    }

    /** A file of nothing but zeros is that of a run that was killed before it began. */
    Journal journal(Path path, boolean more) throws IOException {
      if (header == null && unfinished == 0 && !more) {
        return new Journal("", "", 0, List.of(), 0);
      }
      String[] lines = header == null ? new String[0] : header.split("\n", -1);
      if (lines.length != 3 || !lines[0].equals(JournalRecord.FORMAT)) {
        throw new IOException(
            "'"
                + path
                + "' is no journal that this version of wml can read: it does not start"
                + " with '"
                + JournalRecord.FORMAT
                + "'; name the file of wml run --journal");
      }
      return new Journal(lines[1], lines[2], seed, List.copyOf(filesets), unfinished);
    }
  }
}
