package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.DESCENDING_PATH;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where a container mounts the pod's volumes. */
final class MountRules {
  private static final List<String> PROPAGATIONS =
      List.of("Bidirectional", "HostToContainer", "None");
  private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");

  private MountRules() {}

  static final Rule MOUNTS =
      (container, faults) -> {
        Map<String, Field> volumes = VolumeRules.valid(container.parent().parent());
        Map<String, String> devices = paths(container.at("volumeDevices"), "devicePath");
        Set<String> seen = new HashSet<>();
        for (Field mount : container.at("volumeMounts").items()) {
          mount(mount, container, volumes, devices, seen, faults);
        }
        devices(container, volumes, faults);
      };

  private static void mount(
      Field mount,
      Field container,
      Map<String, Field> volumes,
      Map<String, String> devices,
      Set<String> seen,
      Faults faults) {
    Field name = mount.at("name");
    Field path = mount.at("mountPath");
    if (name.isEmpty()) {
      faults.required(name);
    }
    if (!volumes.containsKey(name.text())) {
      faults.notFound(name, name.text(), "");
    }
    if (path.isEmpty()) {
      faults.required(path);
    }
    if (!seen.add(path.text())) {
      faults.invalid(path, "must be unique");
    }
    if (devices.containsKey(name.text())) {
      faults.invalid(name, "must not already exist in volumeDevices");
    }
    if (devices.containsValue(path.text())) {
      faults.invalid(path, "must not already exist as a path in volumeDevices");
    }
    // What follows is told of all mounts together.
    Field mounts = container.at("volumeMounts");
    Field sub = mount.at("subPath");
    Field expression = mount.at("subPathExpr");
    if (!sub.isEmpty()) {
      DESCENDING_PATH.check(mounts.place("subPath", sub), faults);
    }
    if (!expression.isEmpty()) {
      if (!sub.isEmpty()) {
        faults.invalid(expression, "subPathExpr and subPath are mutually exclusive");
      }
      DESCENDING_PATH.check(mounts.place("subPathExpr", expression), faults);
    }
    propagation(mounts, mount.at("mountPropagation"), container, faults);
    recursive(mounts, mount, faults);
  }

  private static void propagation(Field mounts, Field propagation, Field container, Faults faults) {
    if (!propagation.isSet()) {
      return;
    }
    Field place = mounts.place("mountPropagation", propagation);
    if (!PROPAGATIONS.contains(propagation.text())) {
      faults.unsupported(place, PROPAGATIONS);
    }
    if (propagation.is("Bidirectional")
        && !container.at("securityContext", "privileged").isTrue()) {
      faults.forbidden(
          place, "Bidirectional mount propagation is available only to privileged containers");
    }
  }

  private static void recursive(Field mounts, Field mount, Faults faults) {
    Field wish = mount.at("recursiveReadOnly");
    if (!wish.isSet() || wish.is("Disabled")) {
      return;
    }
    Field place = mounts.place("recursiveReadOnly", wish);
    if (!RECURSIVE.contains(wish.text())) {
      faults.unsupported(place, RECURSIVE);
      return;
    }
    if (!mount.at("readOnly").isTrue()) {
      faults.forbidden(place, "may only be specified when readOnly is true");
    }
    Field propagation = mount.at("mountPropagation");
    if (propagation.isSet() && !propagation.is("None")) {
      faults.forbidden(
          place, "may only be specified when mountPropagation is None or not specified");
    }
  }

  private static void devices(Field container, Map<String, Field> volumes, Faults faults) {
    Map<String, String> mounts = paths(container.at("volumeMounts"), "mountPath");
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (Field device : container.at("volumeDevices").items()) {
      Field name = device.at("name");
      Field path = device.at("devicePath");
      Field volume = volumes.get(name.text());
      if (name.isEmpty()) {
        faults.required(name);
      }
      if (names.contains(name.text())) {
        faults.invalid(name, "must be unique");
      }
      if (volume == null) {
        faults.notFound(name, name.text(), "");
      } else if (!volume.has("persistentVolumeClaim") && !volume.has("ephemeral")) {
        faults.invalid(
            name,
            "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
      }
      if (path.isEmpty()) {
        faults.required(path);
      }
      if (places.contains(path.text())) {
        faults.invalid(path, "must be unique");
      }
      if (List.of(path.text().split("/", -1)).contains("..")) {
        faults.invalid(path, "can not contain backsteps ('..')");
      } else {
        places.add(path.text());
      }
      if (mounts.containsKey(name.text())) {
        faults.invalid(name, "must not already exist in volumeMounts");
      }
      if (mounts.containsValue(path.text())) {
        faults.invalid(path, "must not already exist as a path in volumeMounts");
      }
      if (!name.isEmpty()) {
        names.add(name.text());
      }
    }
  }

  private static Map<String, String> paths(Field list, String path) {
    Map<String, String> paths = new TreeMap<>();
    list.items().forEach(item -> paths.put(item.at("name").text(), item.at(path).text()));
    return paths;
  }
}
