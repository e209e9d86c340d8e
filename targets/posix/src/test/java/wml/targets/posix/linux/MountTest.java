package wml.targets.posix.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MountTest {
  private static final List<String> TABLE =
      List.of(
          "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro",
          "30 21 0:25 / /mnt/a rw shared:2 master:1 - tmpfs tmpfs rw,size=1g",
          "31 21 0:26 / /mnt/a\\040b rw,noatime - xfs /dev/disk\\040one rw",
          "32 30 0:27 / /mnt/a ro - nfs4 server:/export rw",
          "not a mount");

  @Test
  void deepestMountHolds() {
    assertEquals("/", Mount.of("/home/x", TABLE).point());
    assertEquals("ext4", Mount.of("/mnt", TABLE).type());
    assertEquals("/", Mount.of("/mnt/abc", TABLE).point());
  }

  @Test
  void laterMountHidesTheEarlierOne() {
    Mount mount = Mount.of("/mnt/a/deep", TABLE);
    assertEquals(new Mount("/mnt/a", "nfs4", "0:27", "server:/export", "ro,rw"), mount);
  }

  @Test
  void escapedBlanksAreRead() {
    Mount mount = Mount.of("/mnt/a b", TABLE);
    assertEquals(new Mount("/mnt/a b", "xfs", "0:26", "/dev/disk one", "rw,noatime,rw"), mount);
  }
}
