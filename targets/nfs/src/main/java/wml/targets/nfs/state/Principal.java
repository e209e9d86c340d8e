package wml.targets.nfs.state;

import wml.targets.wire.oncrpc.Credential;

/** Who made a client known: only he may change what is known of it. */
public record Principal(boolean known, int uid) {
  public static Principal of(Credential credential) {
    return switch (credential) {
      case Credential.None none -> new Principal(false, 0);
      case Credential.Sys sys -> new Principal(true, sys.uid());
    };
  }
}
