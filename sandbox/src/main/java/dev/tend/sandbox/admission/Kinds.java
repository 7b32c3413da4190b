package dev.tend.sandbox.admission;

import dev.tend.sandbox.store.GroupKind;

/** The kinds that plugins look for. */
final class Kinds {
  static final GroupKind POD = new GroupKind("", "Pod");
  static final GroupKind SERVICE = new GroupKind("", "Service");
  static final GroupKind CLAIM = new GroupKind("", "PersistentVolumeClaim");
  static final GroupKind VOLUME = new GroupKind("", "PersistentVolume");
  static final GroupKind NODE = new GroupKind("", "Node");
  static final GroupKind NAMESPACE = new GroupKind("", "Namespace");
  static final GroupKind LIMIT_RANGE = new GroupKind("", "LimitRange");
  static final GroupKind DAEMON_SET = new GroupKind("apps", "DaemonSet");
  static final GroupKind JOB = new GroupKind("batch", "Job");
  static final GroupKind INGRESS = new GroupKind("networking.k8s.io", "Ingress");
  static final GroupKind INGRESS_CLASS = new GroupKind("networking.k8s.io", "IngressClass");
  static final GroupKind STORAGE_CLASS = new GroupKind("storage.k8s.io", "StorageClass");
  static final GroupKind VOLUME_ATTRIBUTES_CLASS =
      new GroupKind("storage.k8s.io", "VolumeAttributesClass");
  static final GroupKind PRIORITY_CLASS = new GroupKind("scheduling.k8s.io", "PriorityClass");

  private Kinds() {}
}
