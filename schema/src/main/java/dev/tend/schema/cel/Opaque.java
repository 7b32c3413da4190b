package dev.tend.schema.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import java.util.Map;

/** The types that only Kubernetes' libraries know, and what their values are here. */
final class Opaque {
  static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
  static final CelType URL = OpaqueType.create("kubernetes.URL");
  static final CelType IP = OpaqueType.create("net.IP");
  static final CelType CIDR = OpaqueType.create("net.CIDR");
  static final CelType SEMVER = OpaqueType.create("kubernetes.Semver");
  static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");

  static final CelType AUTHORIZER = OpaqueType.create("kubernetes.authorization.Authorizer");
  static final CelType PATH_CHECK = OpaqueType.create("kubernetes.authorization.PathCheck");
  static final CelType GROUP_CHECK = OpaqueType.create("kubernetes.authorization.GroupCheck");
  static final CelType RESOURCE_CHECK = OpaqueType.create("kubernetes.authorization.ResourceCheck");
  static final CelType DECISION = OpaqueType.create("kubernetes.authorization.Decision");

  private static final Map<String, Class<?>> CLASSES =
      Map.of(
          QUANTITY.name(),
          dev.tend.manifest.Quantity.class,
          URL.name(),
          GoUrl.class,
          IP.name(),
          IpAddress.class,
          CIDR.name(),
          IpRange.class,
          SEMVER.name(),
          SemanticVersion.class,
          FORMAT.name(),
          NamedFormat.class,
          DECISION.name(),
          Authorizer.Answer.class);

  private Opaque() {}

  static Class<?> classOf(String type) {
    return CLASSES.getOrDefault(type, Object.class);
  }
}
