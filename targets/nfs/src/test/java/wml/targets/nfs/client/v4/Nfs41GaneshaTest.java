package wml.targets.nfs.client.v4;

/** NFS 4.1 against nfs-ganesha. */
final class Nfs41GaneshaTest extends GaneshaConformance {
  Nfs41GaneshaTest() {
    super("4.1");
  }
}
