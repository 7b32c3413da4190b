package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of volumes, claims and their classes. */
final class StoragePrinters {
  private static final String STANDARD = "storageclass.kubernetes.io/is-default-class";

  static final Printer CLAIM =
      Printer.of(
          StoragePrinters::claim,
          Column.NAME,
          Column.text("Status", "The current phase of the claim."),
          Column.text("Volume", "The volume that backs this claim."),
          Column.text("Capacity", "The actual resources of the underlying volume."),
          Column.text("Access Modes", "The access modes that the volume has."),
          Column.text("StorageClass", "The name of the class that the claim requires."),
          Column.text("VolumeAttributesClass", "The class of the volume's attributes."),
          Column.AGE,
          Column.wide("VolumeMode", "What type of volume is required by the claim."));

  static final Printer VOLUME =
      Printer.of(
          StoragePrinters::volume,
          Column.NAME,
          Column.text("Capacity", "The volume's resources and capacity."),
          Column.text("Access Modes", "All ways in which the volume can be mounted."),
          Column.text("Reclaim Policy", "What happens to the volume when its claim goes."),
          Column.text("Status", "Whether the volume is available, bound or released."),
          Column.text("Claim", "The claim that the volume is bound to."),
          Column.text("StorageClass", "The name of the class to which the volume belongs."),
          Column.text("VolumeAttributesClass", "The class of the volume's attributes."),
          Column.text("Reason", "Why the volume is in this state."),
          Column.AGE,
          Column.wide("VolumeMode", "What type of volume it is."));

  static final Printer STORAGE_CLASS =
      Printer.of(
          StoragePrinters::storageClass,
          Column.NAME,
          Column.text("Provisioner", "The type of the provisioner."),
          Column.text("ReclaimPolicy", "What becomes of volumes whose claims go."),
          Column.text("VolumeBindingMode", "When claims are provisioned and bound."),
          new Column("AllowVolumeExpansion", "string", "", "Whether volumes can be expanded.", 0),
          Column.AGE);

  private StoragePrinters() {}

  private static void claim(ObjectNode claim, Instant now, ArrayNode cells) {
    JsonNode spec = claim.path("spec");
    JsonNode status = claim.path("status");
    boolean bound = !spec.path("volumeName").asText("").isEmpty();
    String phase =
        claim.path("metadata").hasNonNull("deletionTimestamp")
            ? "Terminating"
            : status.path("phase").asText();
    cells.add(Cells.name(claim)).add(phase).add(spec.path("volumeName").asText(""));
    cells.add(bound ? status.path("capacity").path("storage").asText("0") : "");
    cells.add(bound ? modes(status.path("accessModes")) : "");
    cells.add(spec.path("storageClassName").asText(""));
    cells.add(Cells.orElse(spec.path("volumeAttributesClassName"), Cells.UNSET));
    cells.add(Cells.age(claim, now));
    cells.add(Cells.orElse(spec.path("volumeMode"), Cells.UNSET));
  }

  private static void volume(ObjectNode volume, Instant now, ArrayNode cells) {
    JsonNode spec = volume.path("spec");
    JsonNode status = volume.path("status");
    JsonNode claim = spec.path("claimRef");
    String phase =
        volume.path("metadata").hasNonNull("deletionTimestamp")
            ? "Terminating"
            : status.path("phase").asText();
    cells.add(Cells.name(volume)).add(spec.path("capacity").path("storage").asText(""));
    cells.add(modes(spec.path("accessModes")));
    cells.add(spec.path("persistentVolumeReclaimPolicy").asText()).add(phase);
    cells.add(
        claim.isEmpty()
            ? ""
            : claim.path("namespace").asText() + "/" + claim.path("name").asText());
    cells.add(spec.path("storageClassName").asText(""));
    cells.add(Cells.orElse(spec.path("volumeAttributesClassName"), Cells.UNSET));
    cells.add(status.path("reason").asText("")).add(Cells.age(volume, now));
    cells.add(Cells.orElse(spec.path("volumeMode"), Cells.UNSET));
  }

  private static void storageClass(ObjectNode object, Instant now, ArrayNode cells) {
    boolean standard =
        object.path("metadata").path("annotations").path(STANDARD).asText().equals("true");
    cells.add(Cells.name(object) + (standard ? " (default)" : ""));
    cells.add(object.path("provisioner").asText()).add(object.path("reclaimPolicy").asText());
    cells.add(object.path("volumeBindingMode").asText());
    cells.add(object.path("allowVolumeExpansion").asBoolean()).add(Cells.age(object, now));
  }

  private static String modes(JsonNode modes) {
    List<String> texts = new ArrayList<>();
    for (JsonNode mode : modes) {
      texts.add(
          switch (mode.asText()) {
            case "ReadWriteOnce" -> "RWO";
            case "ReadOnlyMany" -> "ROX";
            case "ReadWriteMany" -> "RWX";
            case "ReadWriteOncePod" -> "RWOP";
            default -> mode.asText();
          });
    }
    return String.join(",", texts);
  }
}
