package dev.tend.apply.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the scheduler says of a pod that fits nowhere, taken apart.
 *
 * @param nodes how many there are, -1 where it doesn't say
 * @param obstacles as the scheduler lists them
 */
record SchedulerMessage(int nodes, List<Obstacle> obstacles, String text) {
  private static final Pattern HEAD = Pattern.compile("0/(\\d+) nodes are available:?\\s*");
  private static final Pattern ITEM = Pattern.compile("(\\d+) (.+?)(?=, \\d+ |$)");

  /** So many nodes have this against the pod. */
  record Obstacle(int nodes, String text) {}

  SchedulerMessage {
    obstacles = List.copyOf(obstacles);
  }

  static SchedulerMessage from(String message) {
    Matcher head = HEAD.matcher(message);
    if (!head.find()) {
      return new SchedulerMessage(-1, List.of(new Obstacle(0, message)), message);
    }
    int nodes = Integer.parseInt(head.group(1));
    String list = message.substring(head.end());
    // What follows the list speaks of preemption, and of claims that could be given back.
    int end = list.indexOf(". ");
    list = Wording.withoutFinalStop(end < 0 ? list : list.substring(0, end));
    List<Obstacle> obstacles = new ArrayList<>();
    Matcher item = ITEM.matcher(list);
    while (item.find()) {
      String text = item.group(2).replaceFirst("^node\\(s\\) ", "");
      obstacles.add(new Obstacle(Integer.parseInt(item.group(1)), Wording.withoutFinalStop(text)));
    }
    if (obstacles.isEmpty() && !list.isEmpty()) {
      obstacles.add(new Obstacle(nodes, list));
    }
    return new SchedulerMessage(nodes, obstacles, message);
  }

  /** {@code of 3 nodes, 1: Insufficient cpu, 2: had untolerated taint ...}. */
  String summary() {
    if (nodes < 0) {
      return Wording.withoutFinalStop(text);
    }
    if (nodes == 0) {
      return "the cluster has no nodes";
    }
    String list =
        obstacles.stream()
            .map(obstacle -> obstacle.nodes() + " " + obstacle.text())
            .collect(Collectors.joining(", "));
    return "of " + Wording.count(nodes, "node") + ", " + list;
  }
}
