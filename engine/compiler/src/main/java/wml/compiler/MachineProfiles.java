package wml.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wml.api.plan.MachineProfile;

/**
 * Profiles of one kind of machine, read from a properties file beside this class: keys are {@code
 * profile.setting}. A new profile is a few lines there. Immutable.
 */
final class MachineProfiles {
  static final MachineProfiles HYPERVISORS = new MachineProfiles("hypervisors.properties");
  static final MachineProfiles GUESTS = new MachineProfiles("guests.properties");

  private final SortedMap<String, SortedMap<String, String>> profiles = new TreeMap<>();

  private MachineProfiles(String resource) {
    Properties lines = new Properties();
    try (InputStream in =
        Objects.requireNonNull(MachineProfiles.class.getResourceAsStream(resource), resource)) {
      lines.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + resource, e);
    }
    for (String key : lines.stringPropertyNames()) {
      int dot = key.indexOf('.');
      profiles
          .computeIfAbsent(key.substring(0, dot), p -> new TreeMap<>())
          .put(key.substring(dot + 1), lines.getProperty(key));
    }
  }

  /** The names of the profiles. */
  SortedSet<String> names() {
    return new TreeSet<>(profiles.keySet());
  }

  /** Stands for the profile of a type that is unknown, which has been reported. */
  MachineProfile none(String type) {
    return new MachineProfile(type, "", new TreeMap<>());
  }

  /** The profile with the longest name that a type starts with, or null. Case doesn't count. */
  @Nullable MachineProfile of(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    String best = "";
    for (String name : profiles.keySet()) {
      if (lower.startsWith(name) && name.length() > best.length()) {
        best = name;
      }
    }
    SortedMap<String, String> settings = profiles.get(best);
    return settings == null ? null : new MachineProfile(type, best, settings);
  }
}
