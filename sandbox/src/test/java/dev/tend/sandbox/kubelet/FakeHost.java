package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A node at the pace of a real one. */
final class FakeHost implements Host {
  final List<String> events = new ArrayList<>();
  final Set<String> images = new HashSet<>();
  Behaviour behaviour = Behaviour.WELL;
  String configProblem = "";
  String volumeProblem = "";

  @Override
  public Duration paced(Duration kubeletTime) {
    return kubeletTime;
  }

  @Override
  public Behaviour behaviour(JsonNode container) {
    return behaviour;
  }

  @Override
  public boolean hasImage(String image) {
    return images.contains(image);
  }

  @Override
  public void keepImage(String image) {
    images.add(image);
  }

  @Override
  public String configProblem(JsonNode container) {
    return configProblem;
  }

  @Override
  public String volumeProblem() {
    return volumeProblem;
  }

  @Override
  public String podAddress() {
    return "10.244.1.2";
  }

  @Override
  public String address() {
    return "10.244.1.2";
  }

  @Override
  public void event(String type, String reason, String message) {
    events.add(reason + ": " + message);
  }

  @Override
  public Host about(JsonNode container) {
    return this;
  }
}
