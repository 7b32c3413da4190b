package dev.tend.apply.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Change;
import dev.tend.manifest.Manifest;
import java.util.List;

/** An object that was applied before, is there, and isn't among the desired ones. */
public record Candidate(Inventory.Entry entry, ObjectNode live) {

  /**
   * What a guard may look at besides the candidate.
   *
   * @param desired every manifest of this render
   * @param planned what is planned for them
   * @param complete whether rendering and planning met no problem
   * @param inventorySize objects that the app consisted of
   * @param candidates objects that would be pruned
   */
  public record Scene(
      Ownership owner,
      PruneOptions options,
      List<Manifest> desired,
      List<Change> planned,
      boolean complete,
      int inventorySize,
      int candidates) {
    public Scene {
      desired = List.copyOf(desired);
      planned = List.copyOf(planned);
    }
  }
}
