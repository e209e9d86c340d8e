package wml.targets.nfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import wml.api.target.Capability;
import wml.api.units.Nearest;

/** Versions of NFS that the client speaks, and what each of them can do. */
enum Version {
  V3("3", 0),
  V4_1("4.1", 1),
  V4_2("4.2", 2);

  private final String text;
  private final int minor;

  Version(String text, int minor) {
    this.text = text;
    this.minor = minor;
  }

  /**
   * @throws IllegalArgumentException naming what there is
   */
  static Version of(String text) {
    List<String> texts = new ArrayList<>();
    for (Version each : values()) {
      if (each.text.equals(text)) {
        return each;
      }
      texts.add(each.text);
    }
    throw new IllegalArgumentException(
        "option 'vers' of target 'nfs' is '%s'%s; there are %s"
            .formatted(text, Nearest.hint(text, texts), texts));
  }

  String text() {
    return text;
  }

  int minor() {
    return minor;
  }

  Set<Class<? extends Capability>> capabilities() {
    return switch (this) {
      case V3 ->
          Set.of(
              Capability.AsyncIo.class,
              Capability.RemoteCalls.class,
              Capability.SynchronousWrites.class,
              Capability.Links.class,
              Capability.Attributes.class);
      case V4_1 ->
          Set.of(
              Capability.AsyncIo.class,
              Capability.RemoteCalls.class,
              Capability.SynchronousWrites.class,
              Capability.Links.class,
              Capability.Attributes.class,
              Capability.Locks.class);
      case V4_2 ->
          Set.of(
              Capability.AsyncIo.class,
              Capability.RemoteCalls.class,
              Capability.SynchronousWrites.class,
              Capability.Links.class,
              Capability.Attributes.class,
              Capability.Locks.class,
              Capability.Preallocation.class,
              Capability.CopyRange.class,
              Capability.ExtendedAttributes.class);
    };
  }
}
