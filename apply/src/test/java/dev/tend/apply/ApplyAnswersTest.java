package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.Endpoint;
import dev.tend.diff.LiveState.DryRun;
import dev.tend.diff.LiveState.FieldConflict;
import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplyAnswersTest {
  private static final Endpoint ENDPOINT =
      new Endpoint(Config.empty(), "https://a", "prod", "default", "~/.kube/config");

  private static DryRun read(int code, String body) {
    ApiResponse response =
        new ApiResponse(
            ApiRequest.get("/api"),
            code,
            body.getBytes(StandardCharsets.UTF_8),
            List.of("old"),
            Duration.ZERO);
    return ApplyAnswers.read(response, "apply ConfigMap shop/a", ENDPOINT);
  }

  private static String status(int code, String reason, String message, String causes) {
    return """
    {"kind":"Status","status":"Failure","code":%d,"reason":"%s","message":"%s",
     "details":{"causes":[%s]}}
    """
        .formatted(code, reason, message, causes);
  }

  @Test
  void successIsTheObjectAndItsWarnings() {
    assertThat(read(201, "{\"kind\":\"ConfigMap\"}"))
        .isInstanceOfSatisfying(
            DryRun.Accepted.class,
            accepted -> {
              assertThat(accepted.object().path("kind").asText()).isEqualTo("ConfigMap");
              assertThat(accepted.warnings()).containsExactly("old");
            });
  }

  @Test
  void conflictsNameManagersAndFields() {
    String body =
        status(
            409,
            "Conflict",
            "Apply failed with 2 conflicts",
            """
            {"reason":"FieldManagerConflict","field":".spec.replicas",
             "message":"conflict with \\"kubectl\\" with subresource \\"scale\\" using apps/v1"},
            {"reason":"FieldManagerConflict","field":".data.a",
             "message":"conflict with \\"helm\\" using v1 at 2026-01-01T00:00:00Z"}
            """);

    assertThat(read(409, body))
        .isEqualTo(
            new DryRun.Conflicts(
                List.of(
                    new FieldConflict("kubectl", ".spec.replicas"),
                    new FieldConflict("helm", ".data.a"))));
  }

  @Test
  void whatCannotBeChangedInPlaceIsImmutable() {
    assertThat(
            read(
                422,
                status(
                    422,
                    "Invalid",
                    "Job.batch \\\"a\\\" is invalid",
                    "{\"field\":\"spec.template\",\"message\":\"Invalid value: x: field is immutable\"}")))
        .isEqualTo(new DryRun.Immutable("spec.template: Invalid value: x: field is immutable"));
    assertThat(
            read(
                422,
                status(
                    422,
                    "Invalid",
                    "x",
                    "{\"field\":\"spec\",\"message\":\"Forbidden: updates to statefulset spec for"
                        + " fields other than 'replicas' are forbidden\"}")))
        .isInstanceOf(DryRun.Immutable.class);
  }

  @Test
  void whatIsWrongInAnotherWayTooIsRejected() {
    String causes =
        "{\"field\":\"spec.selector\",\"message\":\"field is immutable\"},"
            + "{\"field\":\"spec.replicas\",\"message\":\"must be positive\"}";

    assertThat(read(422, status(422, "Invalid", "x", causes)))
        .isEqualTo(
            new DryRun.Rejected(
                "spec.selector: field is immutable; spec.replicas: must be positive"));
  }

  @Test
  void aMissingNamespaceIsTold() {
    assertThat(read(404, status(404, "NotFound", "namespaces \\\"shop\\\" not found", "")))
        .isEqualTo(new DryRun.NamespaceMissing());
    assertThat(read(404, status(404, "NotFound", "the server could not find it", "")))
        .isInstanceOf(DryRun.Rejected.class);
  }

  @Test
  void whatConcernsOneObjectDoesNotStopTheOthers() {
    assertThat(read(403, status(403, "Forbidden", "exceeded quota: pods", "")))
        .isEqualTo(new DryRun.Rejected("exceeded quota: pods"));
    assertThat(
            read(500, status(500, "InternalError", "failed calling webhook \\\"a.b\\\": EOF", "")))
        .isInstanceOf(DryRun.Rejected.class);
  }

  @Test
  void whatSaysNothingAboutTheObjectIsAFailure() {
    assertThatThrownBy(() -> read(401, status(401, "Unauthorized", "Unauthorized", "")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.message())
                  .isEqualTo("Couldn't apply ConfigMap shop/a: Unauthorized");
              assertThat(refused.hint()).contains("context prod");
            });
    assertThatThrownBy(() -> read(503, "boom")).isInstanceOf(Refused.class);
  }
}
