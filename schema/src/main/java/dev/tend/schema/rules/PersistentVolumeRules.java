package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Checks.requiredForm;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Persistent volumes. */
final class PersistentVolumeRules {
  private PersistentVolumeRules() {}

  private static final Rule CAPACITY =
      (spec, faults) -> {
        Field capacity = spec.at("capacity");
        if (capacity.isEmpty()) {
          faults.required(capacity);
        }
        if (!capacity.has("storage") || capacity.entries().size() > 1) {
          faults.unsupported(capacity, List.of("storage"));
        }
        for (Field amount : capacity.entries()) {
          boolean unused = ClusterStatusRules.basic(amount, faults);
          Checks.POSITIVE_QUANTITY.check(amount, faults);
        }
      };

  private static final Rule SECRET =
      all(
          at("name", requiredForm(Form.DNS_SUBDOMAIN)),
          at("namespace", requiredForm(Form.DNS_LABEL)));

  private static final Rule CSI =
      all(
          at("driver", VolumeRules.DRIVER),
          at("volumeHandle", REQUIRED),
          given("controllerPublishSecretRef", SECRET),
          given("controllerExpandSecretRef", SECRET),
          given("nodePublishSecretRef", SECRET),
          given("nodeExpandSecretRef", SECRET));

  private static final Rule LOCAL =
      (local, faults) -> {
        if (local.at("path").isEmpty()) {
          faults.required(local.at("path"));
        } else {
          Checks.NO_BACKSTEPS.check(local.at("path"), faults);
        }
        Field affinity = local.parent().at("nodeAffinity");
        if (!affinity.isSet()) {
          faults.required(affinity, "Local volume requires node affinity");
        }
      };

  private record Source(String name, Rule rule) {}

  private static final Rule ANY = (source, faults) -> {};

  private static final List<Source> SOURCES =
      List.of(
          new Source("hostPath", VolumeRules.HOST_PATH),
          new Source("gcePersistentDisk", VolumeRules.DISK),
          new Source("awsElasticBlockStore", VolumeRules.BLOCK_STORE),
          new Source("glusterfs", all(at("endpoints", REQUIRED), at("path", REQUIRED))),
          new Source("flocker", ANY),
          new Source("nfs", VolumeRules.NFS),
          new Source("rbd", all(at("monitors", REQUIRED), at("image", REQUIRED))),
          new Source("quobyte", all(at("registry", REQUIRED), at("volume", REQUIRED))),
          new Source("cephfs", at("monitors", REQUIRED)),
          new Source("iscsi", all(at("targetPortal", REQUIRED), at("iqn", REQUIRED))),
          new Source("cinder", at("volumeID", REQUIRED)),
          new Source("fc", ANY),
          new Source("flexVolume", at("driver", REQUIRED)),
          new Source("azureFile", all(at("secretName", REQUIRED), at("shareName", REQUIRED))),
          new Source("vsphereVolume", at("volumePath", REQUIRED)),
          new Source("photonPersistentDisk", at("pdID", REQUIRED)),
          new Source("portworxVolume", at("volumeID", REQUIRED)),
          new Source("azureDisk", all(at("diskName", REQUIRED), at("diskURI", REQUIRED))),
          new Source("scaleIO", at("gateway", REQUIRED)),
          new Source("local", LOCAL),
          new Source("storageos", ANY),
          new Source("csi", CSI));

  private static final Rule SOURCE =
      (spec, faults) -> {
        int found = 0;
        for (Source source : SOURCES) {
          if (spec.has(source.name)) {
            if (found++ > 0) {
              faults.forbidden(spec.at(source.name), "may not specify more than 1 volume type");
            } else {
              source.rule.check(spec.at(source.name), faults);
            }
          }
        }
        if (found == 0) {
          faults.required(spec, "must specify a volume type");
        }
        Field policy = spec.at("persistentVolumeReclaimPolicy");
        if (spec.at("hostPath", "path").text().matches("/+") && policy.is("Recycle")) {
          faults.forbidden(policy, "may not be 'recycle' for a hostPath mount of '/'");
        }
      };

  private static final Rule ATTRIBUTES_CLASS =
      (name, faults) -> {
        if (name.isEmpty()) {
          faults.required(name, "an empty string is disallowed");
        } else {
          form(Form.DNS_SUBDOMAIN).check(name, faults);
        }
        if (!name.parent().has("csi")) {
          faults.required(
              name.parent().at("csi"), "has to be specified when using volumeAttributesClassName");
        }
      };

  static final Rule VOLUME =
      at(
          "spec",
          at("accessModes", REQUIRED, ClaimRules.ACCESS_MODES),
          CAPACITY,
          filled("persistentVolumeReclaimPolicy", oneOf("Delete", "Recycle", "Retain")),
          given(
              "nodeAffinity",
              (affinity, faults) -> {
                Field required = affinity.at("required");
                if (required.isSet()) {
                  AffinityRules.NODE_SELECTOR.check(required, faults);
                } else {
                  faults.required(required, "must specify required node constraints");
                }
              }),
          SOURCE,
          filled("storageClassName", form(Form.DNS_SUBDOMAIN)),
          given("volumeMode", oneOf("Block", "Filesystem")),
          given("volumeAttributesClassName", ATTRIBUTES_CLASS));

  static final Change CHANGED =
      (before, now, faults) -> {
        VOLUME.check(now, faults);
        ObjectNode old = sources(before.at("spec"));
        ObjectNode wanted = sources(now.at("spec"));
        if (!old.equals(wanted)) {
          faults.forbidden(
              now.at("spec").place("persistentvolumesource"),
              "spec.persistentvolumesource is immutable after creation\n"
                  + GoTypes.known().diff("core.PersistentVolumeSource", old, wanted));
        }
        if (Change.differs(before.at("spec", "volumeMode"), now.at("spec", "volumeMode"))) {
          faults.invalid(
              now.place("volumeMode", now.at("spec", "volumeMode")), "field is immutable");
        }
        Field affinity = now.at("spec", "nodeAffinity");
        if (before.at("spec").has("nodeAffinity")
            && Change.differs(before.at("spec", "nodeAffinity"), affinity)) {
          faults.invalidRaw(
              now.place("nodeAffinity"),
              affinity.shown(),
              "field is immutable, except for updating from beta label to GA");
        }
      };

  private static ObjectNode sources(Field spec) {
    ObjectNode sources = JsonNodeFactory.instance.objectNode();
    for (Source source : SOURCES) {
      if (spec.has(source.name)) {
        sources.set(source.name, spec.at(source.name).node());
      }
    }
    return sources;
  }
}
