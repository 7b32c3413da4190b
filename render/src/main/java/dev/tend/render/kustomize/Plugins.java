package dev.tend.render.kustomize;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.Selector;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.transform.Affix;
import dev.tend.render.kustomize.transform.HashSuffix;
import dev.tend.render.kustomize.transform.ImageSetter;
import dev.tend.render.kustomize.transform.Labels;
import dev.tend.render.kustomize.transform.NamespaceSetter;
import dev.tend.render.kustomize.transform.Replacements;
import dev.tend.render.kustomize.transform.ReplicaSetter;
import dev.tend.render.kustomize.transform.Transformer;
import dev.tend.render.kustomize.transform.ValueAdder;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.TreeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Generators and transformers that are objects of their own. */
final class Plugins {
  private static final List<String> GENERATORS =
      List.of("ConfigMapGenerator", "SecretGenerator", "IAMPolicyGenerator");
  private static final List<String> TRANSFORMERS =
      List.of(
          "AnnotationsTransformer",
          "HashTransformer",
          "ImageTagTransformer",
          "LabelTransformer",
          "NamespaceTransformer",
          "PatchJson6902Transformer",
          "PatchStrategicMergeTransformer",
          "PatchTransformer",
          "PrefixSuffixTransformer",
          "PrefixTransformer",
          "SuffixTransformer",
          "ReplacementTransformer",
          "ReplicaCountTransformer",
          "ValueAddTransformer");

  private final Root root;
  private final World world;

  Plugins(Root root, World world) {
    this.root = root;
    this.world = world;
  }

  private static Section section(Resource config) {
    return new Section(TreeJson.object(config.root()), FieldPath.ROOT, config.source(), true);
  }

  List<Resource> generate(Resource config) {
    Section fields = section(config);
    return fields.located(
        () ->
            switch (builtIn(config, GENERATORS)) {
              case "ConfigMapGenerator" -> List.of(generator(fields).configMap());
              case "SecretGenerator" -> List.of(generator(fields).secret());
              default -> List.of(serviceAccount(fields));
            });
  }

  private Generator generator(Section fields) {
    Section none = new Section(TreeJson.object(MapNode.EMPTY), FieldPath.ROOT, fields.origin());
    return new Generator(fields, none, root, world);
  }

  private Resource serviceAccount(Section fields) {
    if (!fields.text("cloud").equals("gke")) {
      throw fields.wrong("cloud", "must be gke");
    }
    Section account = fields.section("serviceAccount");
    Section kubernetes = fields.section("kubernetesService");
    String email =
        account.text("name") + "@" + account.text("projectId") + ".iam.gserviceaccount.com";
    MapNode metadata =
        MapNode.of(
                "annotations",
                MapNode.of("iam.gke.io/gcp-service-account", ScalarNode.string(email)))
            .with("name", ScalarNode.string(kubernetes.text("name")));
    if (!kubernetes.text("namespace").isEmpty()) {
      metadata = metadata.with("namespace", ScalarNode.string(kubernetes.text("namespace")));
    }
    MapNode content =
        MapNode.of("apiVersion", ScalarNode.string("v1"))
            .with("kind", ScalarNode.string("ServiceAccount"))
            .with("metadata", metadata);
    return new Resource(world, content, fields.origin());
  }

  Transformer transformer(Resource config) {
    Section fields = section(config);
    String kind = builtIn(config, TRANSFORMERS);
    Transformer transformer = fields.located(() -> transformer(kind, fields));
    return resources ->
        fields.located(
            () -> {
              transformer.apply(resources);
              return FieldPath.ROOT;
            });
  }

  private Transformer transformer(String kind, Section fields) {
    Patches patches = new Patches(root, world);
    return switch (kind) {
      case "AnnotationsTransformer" -> labels(fields, "annotations");
      case "LabelTransformer" -> labels(fields, "labels");
      case "HashTransformer" -> new HashSuffix();
      case "ImageTagTransformer" ->
          new ImageSetter(
              Parts.image(fields.section("imageTag")), Parts.fieldSpecs(fields, "fieldSpecs"));
      case "NamespaceTransformer" ->
          new NamespaceSetter(
              fields.section("metadata").text("namespace"),
              Parts.fieldSpecs(fields, "fieldSpecs"),
              fields.flag("unsetOnly"),
              NamespaceSetter.Subjects.of(fields.text("setRoleBindingSubjects")));
      case "PatchJson6902Transformer" -> patches.json(fields, "jsonOp");
      case "PatchStrategicMergeTransformer" -> strategic(patches, fields);
      case "PatchTransformer" -> patches.either(fields);
      case "PrefixTransformer" -> prefix(fields);
      case "SuffixTransformer" -> suffix(fields);
      case "PrefixSuffixTransformer" -> {
        Transformer prefix = prefix(fields);
        Transformer suffix = suffix(fields);
        yield resources -> {
          prefix.apply(resources);
          suffix.apply(resources);
        };
      }
      case "ReplacementTransformer" ->
          new Replacements(Steps.replacements(fields.sections("replacements"), root));
      case "ReplicaCountTransformer" ->
          new ReplicaSetter(
              fields.section("replica").text("name"),
              fields.section("replica").number("count"),
              Parts.fieldSpecs(fields, "fieldSpecs"));
      default -> valueAdder(fields);
    };
  }

  private static Transformer labels(Section fields, String name) {
    Map<String, String> labels = fields.map(name);
    return new Labels(labels, Parts.fieldSpecs(fields, "fieldSpecs"));
  }

  private static Transformer prefix(Section fields) {
    return Affix.prefix(fields.text("prefix"), required(fields));
  }

  private static Transformer suffix(Section fields) {
    return Affix.suffix(fields.text("suffix"), required(fields));
  }

  private static List<FieldSpec> required(Section fields) {
    if (!fields.has("fieldSpecs")) {
      throw fields.wrong("fieldSpecs", "is missing: for example [{path: metadata/name}]");
    }
    return Parts.fieldSpecs(fields, "fieldSpecs");
  }

  private static Transformer strategic(Patches patches, Section fields) {
    List<Resource> all = new ArrayList<>();
    fields.locatedEach("paths", item -> all.addAll(patches.objects(item, fields.origin())));
    String inline = fields.text("patches");
    if (!inline.isEmpty()) {
      all.addAll(patches.objects(inline + "\n", fields.origin()));
    }
    return patches.strategic(all);
  }

  private Transformer valueAdder(Section fields) {
    List<Section> targets = new ArrayList<>(fields.sections("targets"));
    String file = fields.text("targetFilePath");
    if (!file.isEmpty()) {
      targets.addAll(ConfigFile.read(root.text(file)).section().sections("targets"));
    }
    if (targets.isEmpty()) {
      throw fields.wrong("targets", "is missing: the value goes nowhere");
    }
    String value = fields.text("value").strip();
    String folder = String.valueOf(root.folder().getFileName());
    return new ValueAdder(
        value.isEmpty() ? folder : value, targets.stream().map(Plugins::target).toList());
  }

  private static ValueAdder.Target target(Section section) {
    String path = section.text("fieldPath");
    if (path.isEmpty()) {
      throw section.wrong("fieldPath", "is missing");
    }
    long position = section.number("filePathPosition");
    if (position < 0) {
      throw section.wrong("filePathPosition", "can't be negative");
    }
    Section selector = section.section("selector");
    Optional<Selector> selected =
        selector.isPresent() ? Optional.of(Parts.selector(selector)) : Optional.empty();
    return new ValueAdder.Target(selected, path, Math.toIntExact(position));
  }

  /** Its kind, if it is one of these that kustomize has built in. */
  private static String builtIn(Resource config, List<String> kinds) {
    Origin origin = config.source();
    String kind = config.kind();
    if (kind.equals("HelmChartInflationGenerator")) {
      throw Helm.refusal(origin, FieldPath.of("kind"));
    }
    if (!config.apiVersion().equals("builtin")) {
      throw new BuildFailure(
          Problem.error(
              "kustomize/plugin",
              origin.locate(FieldPath.of("kind")),
              FieldPath.of("kind"),
              "The " + kind + " is a function or a program of its own, and tend runs none",
              "Run it yourself and name what it printed as a resource"));
    }
    if (!kinds.contains(kind)) {
      throw new BuildFailure(
          Problem.error(
              "kustomize/plugin",
              origin.locate(FieldPath.of("kind")),
              FieldPath.of("kind"),
              "There is no built-in " + kind,
              NearMiss.hint(kind, kinds)));
    }
    return kind;
  }
}
