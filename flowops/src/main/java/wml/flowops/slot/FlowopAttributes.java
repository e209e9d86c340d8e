package wml.flowops.slot;

import java.util.ArrayList;
import java.util.List;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;

/**
 * Lists of attributes for signatures: those of every flowop first, then a group's, then its own.
 * Where Filebench has {@code indexed} and {@code random}, there are {@code pick} and {@code
 * offset}.
 */
public final class FlowopAttributes {
  private static final List<Attribute> EVERY =
      List.of(
          CommonAttributes.NAME,
          CommonAttributes.ITERS,
          CommonAttributes.ON_ERROR,
          CommonAttributes.THINK);

  private static final List<Attribute> OPENING =
      List.of(
          CommonAttributes.FILESET,
          CommonAttributes.INDEXED,
          CommonAttributes.FD,
          CommonAttributes.OPEN_NEXT,
          CommonAttributes.DSYNC,
          CommonAttributes.DIRECT,
          CommonAttributes.NO_READ_AHEAD);

  private FlowopAttributes() {}

  /** For a flowop that opens no file. */
  public static List<Attribute> of(Attribute... own) {
    return join(List.of(), own);
  }

  /** For a flowop that opens files, on demand or as its purpose. */
  public static List<Attribute> opening(Attribute... own) {
    return join(OPENING, own);
  }

  private static List<Attribute> join(List<Attribute> group, Attribute... own) {
    List<Attribute> all = new ArrayList<>(EVERY);
    all.addAll(group);
    all.addAll(List.of(own));
    follow(all, CommonAttributes.INDEXED, CommonAttributes.PICK);
    follow(all, CommonAttributes.RANDOM, CommonAttributes.OFFSET);
    return List.copyOf(all);
  }

  /** Whoever has the one has the other. */
  private static void follow(List<Attribute> all, Attribute one, Attribute other) {
    int at = all.indexOf(one);
    if (at >= 0) {
      all.add(at + 1, other);
    }
  }
}
