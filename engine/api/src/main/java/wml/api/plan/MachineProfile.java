package wml.api.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is assumed of a kind of hypervisor or guest system. Facts for the record: as long as no
 * virtual machine has a disk image, nothing of it changes an operation.
 *
 * @param type as the workload wrote it, such as {@code esx3.1}
 * @param name of the profile that the type picked, such as {@code esx}
 * @param settings by name
 */
public record MachineProfile(String type, String name, SortedMap<String, String> settings) {
  public MachineProfile {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }
}
