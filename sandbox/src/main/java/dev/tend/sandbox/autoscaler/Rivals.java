package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.selectors.LabelSelector;
import dev.tend.sandbox.store.ObjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Autoscalers whose targets select the same pods. */
final class Rivals {
  private Rivals() {}

  /** This one and others, sorted; none where there are no pods. */
  static List<String> of(ObjectApi api, ObjectNode scaler, ScaleTarget target) {
    List<ObjectNode> others =
        api.list("autoscaling", "HorizontalPodAutoscaler", Meta.namespace(scaler));
    if (others.size() < 2) {
      return List.of();
    }
    List<ObjectNode> pods = target.pods(api);
    List<String> found = new ArrayList<>();
    for (ObjectNode other : others) {
      GroupVersionKind type = ScaleTarget.type(other);
      Optional<String> selector =
          api.get(ScaleTarget.id(other))
              .flatMap(object -> ScalePaths.find(api, type).map(paths -> paths.selector(object)));
      if (selector.isPresent()
          && pods.stream().anyMatch(LabelSelector.parse(selector.get())::matches)) {
        found.add(Meta.namespace(other) + "/" + Meta.name(other));
      }
    }
    return found;
  }
}
