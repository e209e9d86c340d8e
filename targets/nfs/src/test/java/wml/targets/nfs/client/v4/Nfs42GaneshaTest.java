package wml.targets.nfs.client.v4;

/** NFS 4.2 against nfs-ganesha. */
final class Nfs42GaneshaTest extends GaneshaConformance {
  Nfs42GaneshaTest() {
    super("4.2");
  }
}
