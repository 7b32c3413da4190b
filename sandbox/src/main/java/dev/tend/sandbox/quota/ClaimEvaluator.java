package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.amounts.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Claims, and the storage that they ask for, of each class and of all. */
final class ClaimEvaluator implements Evaluator {
  private static final String COUNT = "count/persistentvolumeclaims";
  private static final String CLAIMS = "persistentvolumeclaims";
  private static final String STORAGE = "requests.storage";
  private static final String OF_CLASS = ".storageclass.storage.k8s.io/";

  @Override
  public boolean handles(Attempt attempt) {
    return true;
  }

  @Override
  public List<String> matching(Collection<String> names) {
    return names.stream()
        .filter(
            name ->
                List.of(COUNT, CLAIMS, STORAGE).contains(name)
                    || name.endsWith(OF_CLASS + CLAIMS)
                    || name.endsWith(OF_CLASS + STORAGE))
        .toList();
  }

  @Override
  public Usage usage(ObjectNode claim) {
    JsonNode spec = claim.path("spec");
    String storageClass =
        claim
            .path("metadata")
            .path("annotations")
            .path("volume.beta.kubernetes.io/storage-class")
            .asText(spec.path("storageClassName").asText(""));
    Usage usage = Usage.count(COUNT, CLAIMS);
    if (!storageClass.isEmpty()) {
      usage = usage.with(storageClass + OF_CLASS + CLAIMS, Usage.whole(1));
    }
    Optional<Quantity> storage = storage(claim);
    if (storage.isPresent()) {
      usage = usage.with(STORAGE, storage.get());
      if (!storageClass.isEmpty()) {
        usage = usage.with(storageClass + OF_CLASS + STORAGE, storage.get());
      }
    }
    return usage;
  }

  /** In whole bytes; what is set aside for it, where that is more. */
  private static Optional<Quantity> storage(ObjectNode claim) {
    JsonNode asked = claim.path("spec").path("resources").path("requests").path("storage");
    JsonNode given = claim.path("status").path("allocatedResources").path("storage");
    Optional<Quantity> wanted = Quantity.parse(asked.asText(""));
    return wanted
        .map(
            one ->
                Quantity.parse(given.asText(""))
                    .filter(other -> other.compareTo(one) > 0)
                    .orElse(one))
        .map(ClaimEvaluator::wholeBytes);
  }

  private static Quantity wholeBytes(Quantity amount) {
    BigDecimal whole = amount.value().setScale(0, RoundingMode.UP);
    return whole.compareTo(amount.value()) == 0
        ? amount
        : Quantity.parse(whole.toPlainString()).orElse(amount);
  }

  @Override
  public boolean inScope(ObjectNode claim, JsonNode scope) {
    if (!scope.path("scopeName").asText().equals("VolumeAttributesClass")) {
      return false;
    }
    String name = claim.path("spec").path("volumeAttributesClassName").asText("");
    boolean listed = false;
    for (JsonNode value : scope.path("values")) {
      listed |= value.asText().equals(name);
    }
    return switch (scope.path("operator").asText("Exists")) {
      case "In" -> !name.isEmpty() && listed;
      case "NotIn" -> !listed;
      case "DoesNotExist" -> name.isEmpty();
      default -> !name.isEmpty();
    };
  }
}
