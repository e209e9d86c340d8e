package wml.compiler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;
import wml.api.plan.Parameter;

/** The attributes of everything that is defined, as data: checks and documentation come from it. */
public final class EntityAttributes {
  /** More instances than this of one process or thread is a mistake. */
  static final int MAX_INSTANCES = 100_000;

  /** Larger blocks would be torn by every write. */
  private static final int MAX_BLOCK = 1 << 20;

  /** Where files without a path stand, if no {@code --dir} says so. */
  static final String DEFAULT_PATH = "/tmp";

  public static final List<Attribute> FILE =
      List.of(
          Attribute.text("name", null, "names the file"),
          Attribute.text("path", DEFAULT_PATH, "directory under which it is made"),
          Attribute.number("size", 1024, "bytes; a random variable is drawn per file")
              .alias("filesize"),
          Attribute.percent("prealloc", "false", "share of the files that exist at the start"),
          Attribute.flag("paralloc", "files are created in parallel"),
          Attribute.flag("reuse", "an existing tree is kept, sizes are mended"),
          Attribute.flag("trusttree", "with reuse: files are not looked at"),
          Attribute.flag("readonly", "files are opened for reading only"),
          Attribute.flag("writeonly", "files are opened for writing only"),
          Attribute.choice(
              "verify",
              List.of("none", "crc32c"),
              "every block carries what verifies it, and reads check it"),
          Attribute.number(
              "verifyblock", 4096, 512, MAX_BLOCK, "bytes of a block; a multiple of 512"),
          Attribute.percent("compress", "false", "share of the bytes that a compressor removes"),
          Attribute.percent("dedup", "false", "share of the 4 KiB blocks that repeat others"),
          Attribute.flag("cached", "of Filebench 1.4; without effect"));

  public static final List<Attribute> FILESET = filesetAttributes();

  public static final List<Attribute> PROCESS =
      paced(
          Attribute.text("name", null, "names the process"),
          Attribute.number("instances", 1, 0, MAX_INSTANCES, "how many of it run; 0 for none"),
          Attribute.number("nice", 0, -20, 19, "scheduling priority of its threads"));

  public static final List<Attribute> HYPERVISOR =
      List.of(
          Attribute.text("name", null, "names the hypervisor"),
          Attribute.text("type", null, "its kind, such as esx3.1 or kvm: picks a profile"),
          Attribute.number("instances", 1, 1, MAX_INSTANCES, "how many of it run"));

  public static final List<Attribute> MACHINE =
      List.of(
          Attribute.text("name", null, "names the virtual machine"),
          Attribute.text("type", null, "its system, such as linux or windows: picks a profile"),
          Attribute.number(
              "instances", 1, 1, MAX_INSTANCES, "how many of it run on each hypervisor"));

  public static final List<Attribute> THREAD =
      paced(
          Attribute.text("name", null, "names the thread"),
          Attribute.number("instances", 1, 1, MAX_INSTANCES, "how many of it run"),
          Attribute.number(
              "memsize", 0, 0, 1L << 40, "bytes that I/O buffers move over; 0: one I/O's size"),
          Attribute.flag("useism", "of Filebench: shared memory segment; without effect"),
          Attribute.number("ioprio", 8, 0, 8, "best-effort I/O priority 0 to 7; 8 leaves it"));

  /** What follows a {@code param}'s value. */
  public static final List<Attribute> PARAMETER =
      List.of(
          Attribute.text("type", "", "one of " + String.join(", ", parameterTypes())),
          Attribute.text("min", "", "the smallest value allowed"),
          Attribute.text("max", "", "the largest value allowed"),
          Attribute.text("values", "", "the values allowed, separated by blanks"),
          Attribute.text("unit", "", "what a value is counted in, for people"),
          Attribute.text("doc", "", "what the parameter is for"));

  /** What follows a metric of a {@code gate}. */
  public static final List<Attribute> GATED =
      List.of(
          Attribute.text("tolerance", "5%", "the smallest change for the worse that must not pass"),
          Attribute.text(
              "floor", "", "an estimated change below it is none; half the tolerance by default"),
          new Attribute(
              "better",
              List.of(),
              Attribute.Type.CHOICE,
              "",
              0,
              0,
              List.of("more", "less"),
              false,
              null,
              "which way is better, where it can't be known"),
          Attribute.flag("warn", "a change for the worse is a warning, no regression"),
          Attribute.flag("exact", "any change for the worse counts: it is counted, not timed"));

  /** What {@code define} takes: each kind with its attributes. */
  public static final Map<String, List<Attribute>> DEFINABLE = definable();

  private EntityAttributes() {}

  private static List<String> parameterTypes() {
    return Stream.of(Parameter.Type.values()).map(Parameter.Type::word).toList();
  }

  private static Map<String, List<Attribute>> definable() {
    Map<String, List<Attribute>> kinds = new LinkedHashMap<>();
    kinds.put("file", FILE);
    kinds.put("fileset", FILESET);
    kinds.put("process", PROCESS);
    kinds.put("flowop", StepPlanner.COMPOSITE);
    kinds.put("randvar", List.of());
    kinds.put("hypervisor", HYPERVISOR);
    kinds.put("vm", MACHINE);
    return Collections.unmodifiableMap(kinds);
  }

  private static List<Attribute> paced(Attribute... own) {
    return Stream.concat(Stream.of(own), CommonAttributes.PACE.stream()).toList();
  }

  private static List<Attribute> filesetAttributes() {
    List<Attribute> all = new ArrayList<>(FILE);
    all.add(Attribute.number("entries", 0, "files"));
    all.add(Attribute.number("leafdirs", 0, "empty directories"));
    all.add(Attribute.number("dirwidth", 0, "mean entries per directory"));
    all.add(Attribute.number("dirgamma", 1500, "shape of the tree x 1000; 0 for a regular tree"));
    all.add(Attribute.number("dirdepthrv", 0, "depth of the tree, drawn per directory"));
    all.add(Attribute.number("filesizegamma", 0, "of Filebench 1.4: shape of the sizes x 1000"));
    return List.copyOf(all);
  }
}
