package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What a pod's life needs of the node that it is on. */
interface Host {
  /** Kubelet time at the sandbox's pace. */
  Duration paced(Duration kubeletTime);

  Behaviour behaviour(JsonNode container);

  boolean hasImage(String image);

  void keepImage(String image);

  /** Why the container can't be created from what it refers to; empty if it can. */
  String configProblem(JsonNode container);

  /** Why a volume can't be mounted; empty if all can. */
  String volumeProblem();

  /** The address that the pod has, or empty. */
  String podAddress();

  /** An address for the pod, or empty while there is none. */
  String address();

  void event(String type, String reason, String message);

  /** The same, where what is told is told of one of its containers. */
  Host about(JsonNode container);
}
