package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.upgrade.Upgrade.Refusal;

/** Webhook configurations of v1beta1 into v1, with the old defaults written where they differ. */
final class WebhookUpgrades {
  private static final int OLD_TIMEOUT = 30;

  private WebhookUpgrades() {}

  static final Upgrade CONFIGURATION =
      (object, notes) -> {
        for (ObjectNode webhook : Upgrade.items(object.path("webhooks"))) {
          String effects = webhook.path("sideEffects").asText();
          if (!effects.equals("None") && !effects.equals("NoneOnDryRun")) {
            throw new Refusal(
                "v1 asks each webhook whether it has side effects, and `%s` says %s: write `sideEffects: None` if it has none"
                    .formatted(
                        webhook.path("name").asText(), effects.isEmpty() ? "nothing" : effects));
          }
          if (webhook.path("admissionReviewVersions").isEmpty()) {
            webhook.putArray("admissionReviewVersions").add("v1beta1");
          }
          if (!webhook.has("failurePolicy")) {
            webhook.put("failurePolicy", "Ignore");
          }
          if (!webhook.has("matchPolicy")) {
            webhook.put("matchPolicy", "Exact");
          }
          if (!webhook.has("timeoutSeconds")) {
            webhook.put("timeoutSeconds", OLD_TIMEOUT);
          }
        }
        notes.add("what were the defaults of v1beta1 is written where v1 has others");
      };
}
