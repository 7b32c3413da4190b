package dev.tend.apply;

import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.ApiStatus;
import dev.tend.apply.wire.Endpoint;
import dev.tend.diff.LiveState.DryRun;
import dev.tend.diff.LiveState.FieldConflict;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a server says to a server-side apply, dry or real. */
final class ApplyAnswers {
  private static final Pattern MANAGER =
      Pattern.compile("conflict with \"((?:[^\"\\\\]|\\\\.)*)\"");

  /** How API servers say that a field can't be changed in place. */
  private static final Pattern IMMUTABLE =
      Pattern.compile(
          "immutable"
              + "|updates to statefulset spec for fields other than"
              + "|pod updates may not change fields other than"
              + "|updates to (?:parameters|provisioner|reclaimPolicy|volumeBindingMode) are forbidden"
              + "|may not change once set"
              + "|may not be changed in an update"
              + "|cannot change roleRef",
          Pattern.CASE_INSENSITIVE);

  private ApplyAnswers() {}

  /**
   * What the answer means for the object.
   *
   * @throws Refused where it says nothing about the object: credentials, overload, server faults
   */
  static DryRun read(ApiResponse response, String doing, Endpoint endpoint) {
    if (response.isSuccess()) {
      return new DryRun.Accepted(response.object(), response.warnings());
    }
    ApiStatus status = response.status();
    if (saysNothingOfTheObject(status)) {
      throw Refused.of(response, doing, endpoint);
    }
    if (status.isNotFound() && status.message().startsWith("namespaces \"")) {
      return new DryRun.NamespaceMissing();
    }
    List<FieldConflict> conflicts = conflicts(status);
    if (!conflicts.isEmpty()) {
      return new DryRun.Conflicts(conflicts);
    }
    if (isImmutable(status)) {
      return new DryRun.Immutable(reason(status));
    }
    return new DryRun.Rejected(reason(status));
  }

  /**
   * Credentials, overload, a backend that is away. A plain 500 does speak of the object: a webhook
   * failed, or a field isn't in the schema, which servers report so.
   */
  private static boolean saysNothingOfTheObject(ApiStatus status) {
    return status.code() == 401 || status.code() == 429 || status.code() > 500;
  }

  private static List<FieldConflict> conflicts(ApiStatus status) {
    return status.causes().stream()
        .filter(cause -> cause.reason().equals("FieldManagerConflict"))
        .map(cause -> new FieldConflict(manager(cause.message()), cause.field()))
        .toList();
  }

  private static String manager(String message) {
    Matcher matcher = MANAGER.matcher(message);
    return matcher.find() ? matcher.group(1) : message;
  }

  private static boolean isImmutable(ApiStatus status) {
    if (status.code() != 422 && status.code() != 403) {
      return false;
    }
    // An object that is wrong in another way too can't be created anew either.
    return status.causes().isEmpty()
        ? IMMUTABLE.matcher(status.message()).find()
        : status.causes().stream().allMatch(cause -> IMMUTABLE.matcher(cause.message()).find());
  }

  /** The message without the name of the object, which whoever shows it says already. */
  private static String reason(ApiStatus status) {
    if (status.causes().isEmpty() || status.code() != 422) {
      return status.message();
    }
    return String.join(
        "; ",
        status.causes().stream()
            .map(
                cause ->
                    cause.field().isEmpty() || cause.field().equals("<nil>")
                        ? cause.message()
                        : cause.field() + ": " + cause.message())
            .toList());
  }
}
