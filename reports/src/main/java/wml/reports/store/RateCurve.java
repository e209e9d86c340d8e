package wml.reports.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is read of a {@code wml-rates/1} document: latencies over load, from {@code wml curve} or
 * {@code wml slo}. What is unknown is not a number.
 *
 * @param probes in their order; the first has no planned rate
 */
public record RateCurve(
    String workload,
    String sha256,
    String target,
    String durability,
    long seed,
    Map<String, String> environment,
    double maximumPerSecond,
    double sustainedPerSecond,
    String conclusion,
    List<Probe> probes) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public RateCurve {
    probes = List.copyOf(probes);
    environment = Map.copyOf(environment);
  }

  /**
   * A run under a rate; latencies in nanoseconds.
   *
   * @param planned not a number: without a rate
   */
  public record Probe(
      double planned, double executed, boolean kept, Map<String, Double> latencyNanos) {
    public Probe {
      latencyNanos = Map.copyOf(latencyNanos);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException saying which file, why, and what to do
   */
  public static RateCurve read(Path file) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is cut off or no JSON at line %d, column %d: run 'wml curve' again"
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw foreign(file, "it is no text in UTF-8");
    } catch (IOException e) {
      throw new IOException(file + " can't be read: " + e, e);
    }
    String schema = root.path("schema").asText();
    if (!schema.equals(RateDocument.SCHEMA)) {
      throw foreign(file, "its schema is '" + schema + "'");
    }
    List<Probe> probes = new ArrayList<>();
    for (JsonNode probe : root.path("probes")) {
      Map<String, Double> latency = new LinkedHashMap<>();
      probe
          .path("latency_ns")
          .properties()
          .forEach(e -> latency.put(e.getKey(), number(e.getValue())));
      probes.add(
          new Probe(
              number(probe.path("planned_per_s")),
              number(probe.path("executed_per_s")),
              probe.path("kept").asBoolean(),
              latency));
    }
    Map<String, String> environment = new LinkedHashMap<>();
    root.path("environment")
        .properties()
        .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
    return new RateCurve(
        root.path("workload").asText(),
        root.path("sha256").asText(),
        root.path("target").asText(),
        root.path("durability").asText(),
        root.path("seed").asLong(),
        environment,
        number(root.path("maximum_per_s")),
        number(root.path("sustained_per_s")),
        root.path("conclusion").asText(),
        probes);
  }

  /** Where the numbers come from, in the words of a caption. */
  public String provenance() {
    return "Workload %s (%s); target %s, durability %s; seed %d. %s."
        .formatted(
            workload,
            sha256.substring(0, Math.min(12, sha256.length())),
            target,
            durability,
            seed,
            List.of("machine_class", "cpu_model", "kernel", "jvm", "wml_commit").stream()
                .filter(environment::containsKey)
                .map(name -> name.replace('_', ' ') + " " + environment.get(name))
                .collect(Collectors.joining(", ")));
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  private static IOException foreign(Path file, String why) {
    return new IOException(
        "%s holds no latencies over load: %s\nhelp: 'wml curve FILE --json %s' writes them"
            .formatted(file, why, file.getFileName()));
  }
}
