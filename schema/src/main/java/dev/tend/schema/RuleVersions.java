package dev.tend.schema;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.structural.FieldFault;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of servers that not every version has. What is built in are those of the default. */
final class RuleVersions {
  /** The last version that wants a letter first in a Service's name. */
  private static final int LETTER_FIRST = 35;

  private static final Pattern SERVICE_NAME = Pattern.compile("(.*\\.)?service\\.name");

  /**
   * A rule that came with a version.
   *
   * @param kinds of objects; empty for all
   * @param place of the field, as a regular expression
   * @param says what the rule says, in part
   * @param since a minor version
   */
  private record Late(String kinds, Pattern place, String says, int since) {
    Late(String kinds, String place, String says, int since) {
      this(kinds, Pattern.compile(place), says, since);
    }

    boolean isOf(GroupVersionKind gvk, FieldFault fault) {
      return (kinds.isEmpty() || kinds.equals(gvk.kind()))
          && fault.detail().contains(says)
          && place.matcher(fault.place().text()).find();
    }
  }

  private static final List<Late> LATE =
      List.of(
          new Late("StatefulSet", "^metadata\\.name$", "", 27),
          new Late("CronJob", "^spec\\.schedule$", "TZ or CRON_TZ", 29),
          new Late("", "sysctls\\[\\d+]\\.name$", "may not be specified when", 29),
          new Late("", "nodeSelectorTerms.*values", "a valid label", 33),
          new Late("", "values(\\[\\d+])?$", "a valid label", 26),
          new Late("", "procMount$", "`hostUsers` must be false", 33));

  private RuleVersions() {}

  /** Whether a server of a version says so, too. */
  static boolean hold(
      GroupVersionKind gvk, FieldFault fault, String value, KubernetesVersion version) {
    boolean serviceName =
        gvk.kind().equals("Service") && fault.place().text().equals("metadata.name")
            || gvk.kind().equals("Ingress") && SERVICE_NAME.matcher(fault.place().text()).matches();
    if (serviceName && version.minor() > LETTER_FIRST && Names.isLabel(value)) {
      return false;
    }
    return LATE.stream()
        .filter(late -> late.isOf(gvk, fault))
        .allMatch(late -> version.minor() >= late.since());
  }

  /** Whether a Service may have a name. */
  static boolean allowsService(String name, KubernetesVersion version) {
    return version.minor() > LETTER_FIRST ? Names.isLabel(name) : Names.isLabel1035(name);
  }
}
