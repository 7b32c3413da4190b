package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.FILE_MODE;
import static dev.tend.schema.rules.Checks.LOCAL_PATH;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Projected volumes: files from several sources in one place. */
final class ProjectionRules {
  private static final long LEAST_SECONDS = 600;
  private static final long MOST_SECONDS = 1L << 32;
  private static final List<String> SOURCES =
      List.of(
          "secret",
          "configMap",
          "downwardAPI",
          "serviceAccountToken",
          "clusterTrustBundle",
          "podCertificate");

  private ProjectionRules() {}

  static final Rule PROJECTED =
      all(
          given("defaultMode", FILE_MODE),
          (volume, faults) -> {
            Set<String> paths = new HashSet<>();
            for (Field source : volume.at("sources").items()) {
              source(source, volume, paths, faults);
            }
          });

  private static void source(Field source, Field volume, Set<String> paths, Faults faults) {
    for (String name : List.of("secret", "configMap")) {
      if (source.has(name)) {
        keys(source.at(name), volume, paths, faults);
      }
    }
    if (source.has("downwardAPI")) {
      for (Field file : source.at("downwardAPI", "items").items()) {
        file(file, source.at("downwardAPI"), faults);
        taken(file.at("path").text(), file.at("path").text(), volume, paths, faults);
      }
    }
    if (source.has("serviceAccountToken")) {
      token(source.at("serviceAccountToken"), volume, faults);
    }
    if (source.has("clusterTrustBundle")) {
      bundle(source.at("clusterTrustBundle"), volume, paths, faults);
    }
    if (SOURCES.stream().filter(source::has).count() > 1) {
      faults.forbidden(source, "may not specify more than 1 volume type per source");
    }
  }

  private static void keys(Field source, Field volume, Set<String> paths, Faults faults) {
    Field name = source.at("name");
    if (name.isEmpty()) {
      faults.required(name);
    }
    for (Field item : source.at("items").items()) {
      VolumeRules.KEY_TO_PATH.check(item, faults);
      taken(item.at("path").text(), name.text(), volume, paths, faults);
    }
  }

  private static void taken(
      String path, String shown, Field volume, Set<String> paths, Faults faults) {
    if (!path.isEmpty() && !paths.add(path)) {
      faults.invalidText(volume, shown, "conflicting duplicate paths");
    }
  }

  private static void token(Field token, Field volume, Faults faults) {
    Field seconds = token.at("expirationSeconds");
    if (seconds.number() < LEAST_SECONDS) {
      faults.invalid(seconds, "may not specify a duration less than 10 minutes");
    }
    if (seconds.number() > MOST_SECONDS) {
      faults.invalid(seconds, "may not specify a duration larger than 2^32 seconds");
    }
    Field place = volume.place("path", token.at("path"));
    if (token.at("path").isEmpty()) {
      faults.required(place);
    } else {
      LOCAL_PATH.check(place, faults);
    }
  }

  private static void bundle(Field bundle, Field volume, Set<String> paths, Faults faults) {
    boolean named = bundle.has("name");
    boolean signed = bundle.has("signerName");
    if (named && signed) {
      faults.invalid(bundle, "only one of name and signerName may be used");
    } else if (!named && !signed) {
      faults.required(bundle, "either name or signerName must be specified");
    } else if (named && bundle.at("labelSelector").isSet()) {
      faults.invalid(
          bundle.at("labelSelector"), "labelSelector must be unset if name is specified");
    }
    Field path = bundle.at("path");
    if (path.isEmpty()) {
      faults.required(path);
    }
    LOCAL_PATH.check(path, faults);
    if (!paths.add(path.text())) {
      faults.invalidText(volume, path.text(), "conflicting duplicate paths");
    }
  }

  /**
   * One file that shows a field of the pod or of a container.
   *
   * @param blamed where what is wrong is told
   */
  static void file(Field file, Field blamed, Faults faults) {
    Field place = blamed.holding(file);
    Field path = place.at("path");
    if (path.isEmpty()) {
      faults.required(path);
    }
    LOCAL_PATH.check(path, faults);
    if (place.has("fieldRef")) {
      EnvRules.fieldRef(EnvRules.FILE_FIELDS).check(place.at("fieldRef"), faults);
      if (place.has("resourceFieldRef")) {
        faults.invalidText(
            place, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
      }
    } else if (place.has("resourceFieldRef")) {
      EnvRules.resourceRef(true).check(place.at("resourceFieldRef"), faults);
    } else {
      faults.required(place, "one of fieldRef and resourceFieldRef is required");
    }
    given("mode", FILE_MODE).check(place, faults);
  }
}
