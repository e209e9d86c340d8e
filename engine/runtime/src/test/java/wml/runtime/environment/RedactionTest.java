package wml.runtime.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {
  private final Redaction redaction = new Redaction("build7.example.org", "alice");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/home/alice/w.wml:3:4              | /home/<user>/w.wml:3:4",
        "/home/bob/data                     | /home/<user>/data",
        "/Users/Carol/data                  | /Users/<user>/data",
        "/home/root/data                    | /home/root/data",
        "/scratch/alice                     | /scratch/<user>",
        "/scratch/alice/d: no space left    | /scratch/<user>/d: no space left",
        "no file '/mnt/alice'               | no file '/mnt/<user>'",
        "flowop read name=alice             | flowop read name=alice",
        "/d/malice/alices                   | /d/malice/alices",
        "on build7.example.org, or BUILD7   | on <host>, or <host>",
        "/mnt/build77                       | /mnt/build77",
      })
  void textsLoseNamesInPathsAndOfTheHost(String text, String expected) {
    assertEquals(expected, redaction.text(text));
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
  @CsvSource({"/root/d on vm, /root/d on vm", "VM root, VM root"})
  void namesThatEverybodyHasStay(String text, String expected) {
    assertEquals(expected, new Redaction("vm", "root").fact(text));
  }
}
