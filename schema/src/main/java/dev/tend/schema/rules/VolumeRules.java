package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.FILE_MODE;
import static dev.tend.schema.rules.Checks.LOCAL_PATH;
import static dev.tend.schema.rules.Checks.NO_BACKSTEPS;
import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Checks.requiredOneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Volumes of pods, source by source. */
final class VolumeRules {
  private static final int LONGEST_DRIVER = 63;

  private VolumeRules() {}

  static final Rule HOST_PATH =
      (source, faults) -> {
        if (source.at("path").isEmpty()) {
          faults.required(source.at("path"));
          return;
        }
        NO_BACKSTEPS.check(source.at("path"), faults);
        given(
                "type",
                oneOf(
                    "",
                    "BlockDevice",
                    "CharDevice",
                    "Directory",
                    "DirectoryOrCreate",
                    "File",
                    "FileOrCreate",
                    "Socket"))
            .check(source, faults);
      };

  /** One key of a config map or a secret, as a file. */
  static final Rule KEY_TO_PATH =
      all(at("key", REQUIRED), at("path", REQUIRED, LOCAL_PATH), given("mode", FILE_MODE));

  private static final Rule PARTITION =
      Checks.invalid(
          field -> field.number() < 0 || field.number() > 255,
          "must be between 1 and 255, inclusive");

  static final Rule DISK = all(at("pdName", REQUIRED), at("partition", PARTITION));
  static final Rule BLOCK_STORE = all(at("volumeID", REQUIRED), at("partition", PARTITION));

  static final Rule NFS =
      all(
          at("server", REQUIRED),
          at("path", REQUIRED),
          at(
              "path",
              Checks.invalid(path -> !path.text().startsWith("/"), "must be an absolute path")));

  static final Rule DRIVER =
      (name, faults) -> {
        if (name.isEmpty()) {
          faults.required(name);
        }
        if (name.text().length() > LONGEST_DRIVER) {
          faults.tooLong(name, LONGEST_DRIVER);
        }
        Form.DNS_SUBDOMAIN
            .faults(name.text().toLowerCase(Locale.ROOT))
            .forEach(why -> faults.invalid(name, why));
      };

  private static final Rule CSI =
      all(
          at("driver", DRIVER),
          given(
              "nodePublishSecretRef",
              (ref, faults) -> {
                Field name = ref.at("name");
                if (name.isEmpty()) {
                  faults.required(name);
                } else {
                  Field place = ref.parent().place("name", name);
                  Checks.form(Form.DNS_SUBDOMAIN).check(place, faults);
                }
              }));

  private static final Rule EPHEMERAL =
      (source, faults) -> {
        Field template = source.at("volumeClaimTemplate");
        if (!template.isSet()) {
          faults.required(template);
        } else {
          ClaimRules.TEMPLATE.check(template, faults);
        }
      };

  private static final Rule DOWNWARD =
      all(
          given("defaultMode", FILE_MODE),
          (source, faults) ->
              // The source is blamed, not the file.
              source
                  .at("items")
                  .items()
                  .forEach(file -> ProjectionRules.file(file, source, faults)));

  private static final Rule IMAGE =
      all(
          (source, faults) -> {
            // Spec, then pod: a template's volumes are deeper.
            boolean pod = source.parent().parent().parent().parent().at("kind").is("Pod");
            if (pod && source.at("reference").isEmpty()) {
              faults.required(source.at("reference"));
            }
          },
          at("pullPolicy", requiredOneOf("Always", "IfNotPresent", "Never")));

  /**
   * A kind of source.
   *
   * @param alias under which servers tell of what is wrong below it
   */
  private record Source(String name, String alias, Rule rule) {
    Source(String name, Rule rule) {
      this(name, name, rule);
    }
  }

  private static final Rule ANY = (source, faults) -> {};

  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "emptyDir",
              (source, faults) -> {
                Field limit = source.at("sizeLimit");
                if (Checks.quantity(limit).filter(q -> q.value().signum() < 0).isPresent()) {
                  faults.forbidden(limit, "SizeLimit field must be a valid resource quantity");
                }
              }),
          new Source("hostPath", HOST_PATH),
          new Source(
              "gitRepo", all(at("repository", REQUIRED), at("directory", Checks.DESCENDING_PATH))),
          new Source("gcePersistentDisk", "persistentDisk", DISK),
          new Source("awsElasticBlockStore", BLOCK_STORE),
          new Source(
              "secret",
              all(
                  at("secretName", REQUIRED),
                  given("defaultMode", FILE_MODE),
                  each("items", KEY_TO_PATH))),
          new Source("nfs", NFS),
          new Source("iscsi", all(at("targetPortal", REQUIRED), at("iqn", REQUIRED))),
          new Source("glusterfs", all(at("endpoints", REQUIRED), at("path", REQUIRED))),
          new Source("flocker", ANY),
          new Source("persistentVolumeClaim", at("claimName", REQUIRED)),
          new Source("rbd", all(at("monitors", REQUIRED), at("image", REQUIRED))),
          new Source("cinder", at("volumeID", REQUIRED)),
          new Source("cephfs", at("monitors", REQUIRED)),
          new Source("quobyte", all(at("registry", REQUIRED), at("volume", REQUIRED))),
          new Source("downwardAPI", DOWNWARD),
          new Source("fc", ANY),
          new Source("flexVolume", at("driver", REQUIRED)),
          new Source(
              "configMap",
              all(
                  at("name", REQUIRED),
                  given("defaultMode", FILE_MODE),
                  each("items", KEY_TO_PATH))),
          new Source("azureFile", all(at("secretName", REQUIRED), at("shareName", REQUIRED))),
          new Source("vsphereVolume", at("volumePath", REQUIRED)),
          new Source("photonPersistentDisk", at("pdID", REQUIRED)),
          new Source("portworxVolume", at("volumeID", REQUIRED)),
          new Source("azureDisk", all(at("diskName", REQUIRED), at("diskURI", REQUIRED))),
          new Source("storageos", ANY),
          new Source("projected", ProjectionRules.PROJECTED),
          new Source(
              "scaleIO",
              all(at("gateway", REQUIRED), at("system", REQUIRED), at("volumeName", REQUIRED))),
          new Source("csi", CSI),
          new Source("ephemeral", EPHEMERAL),
          new Source("image", IMAGE));

  private static final Map<String, String> MISSPELT =
      Map.of("cephfs", "cephFS", "downwardAPI", "downwarAPI");

  /** Exactly one source. */
  private static final Rule SOURCE =
      (volume, faults) -> {
        int found = 0;
        for (Source source : SOURCES) {
          if (!volume.has(source.name)) {
            continue;
          }
          Field field = volume.at(source.name);
          if (found++ > 0) {
            String name = MISSPELT.getOrDefault(source.name, source.name);
            faults.forbidden(field.named(name), "may not specify more than 1 volume type");
          } else {
            source.rule.check(aliased(volume, source), faults);
          }
        }
        if (found == 0) {
          faults.required(volume, "must specify a volume type");
        }
      };

  private static Field aliased(Field volume, Source source) {
    Field field = volume.at(source.name);
    return source.alias.equals(source.name) ? field : volume.place(source.alias, field.node());
  }

  private static final Rule NAME = at("name", Checks.requiredForm(Form.DNS_LABEL));

  private static final Rule VOLUME = all(SOURCE, NAME);

  /** The claim that an ephemeral volume will have, which is named after the pod. */
  private static void claimName(Field volume, Field pod, Faults faults) {
    String own = pod.at("metadata", "name").text();
    Field name = volume.at("name");
    if (volume.has("ephemeral") && pod.at("kind").is("Pod") && !own.isEmpty() && !name.isEmpty()) {
      String claim = own + "-" + name.text();
      for (String why : Form.DNS_SUBDOMAIN.faults(claim)) {
        faults.invalid(name, "PVC name \"%s\": %s".formatted(claim, why));
      }
    }
  }

  static final Rule VOLUMES =
      (list, faults) -> {
        Set<String> names = new HashSet<>();
        for (Field volume : list.items()) {
          Faults own = new Faults();
          SOURCE.check(volume, own);
          claimName(volume, list.parent().parent(), own);
          NAME.check(volume, own);
          String name = volume.at("name").text();
          if (names.contains(name)) {
            own.duplicate(volume.at("name"));
          }
          if (own.isEmpty()) {
            names.add(name);
          }
          faults.add(own);
          ofEphemeral(volume, list, faults);
        }
      };

  private static final Rule OWN_CLAIM =
      at(
          "persistentVolumeClaim",
          at(
              "claimName",
              Checks.invalid(
                  name -> true,
                  "must not reference a PVC that gets created for an ephemeral volume")));

  private static void ofEphemeral(Field volume, Field list, Faults faults) {
    Field pod = list.parent().parent();
    String claim = volume.at("persistentVolumeClaim", "claimName").text();
    String name = pod.at("metadata", "name").text();
    boolean own =
        list.items().stream()
            .anyMatch(
                other ->
                    other.has("ephemeral") && claim.equals(name + "-" + other.at("name").text()));
    if (pod.at("kind").is("Pod") && !name.isEmpty() && own) {
      OWN_CLAIM.check(volume, faults);
    }
  }

  /** The volumes of a pod that have no fault, by name. */
  static Map<String, Field> valid(Field spec) {
    Map<String, Field> valid = new TreeMap<>();
    for (Field volume : spec.at("volumes").items()) {
      Faults faults = new Faults();
      VOLUME.check(volume, faults);
      if (faults.isEmpty()) {
        valid.putIfAbsent(volume.at("name").text(), volume);
      }
    }
    return valid;
  }
}
