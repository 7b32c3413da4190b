package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskTest {
  private static final FieldChange SERVICE =
      new FieldChange(
          FieldPath.of("spec", "serviceName"), TextNode.valueOf("a"), TextNode.valueOf("b"));
  private static final FieldChange SIZE =
      new FieldChange(
          FieldPath.of("spec", "volumeClaimTemplates"),
          TextNode.valueOf("1Gi"),
          TextNode.valueOf("2Gi"));

  private static List<Risk> ofMakingAnew(String apiVersion, String kind, FieldChange... fields) {
    Manifest manifest =
        Yaml.manifest(
            "apiVersion: %s\nkind: %s\nmetadata: {name: db, namespace: shop}\n"
                .formatted(apiVersion, kind));
    return Risk.of(new Change.Recreate(manifest, manifest.content(), List.of(fields), "immutable"));
  }

  @Test
  void aStatefulSetIsMadeAnewAroundItsPodsAndClaims() {
    assertThat(ofMakingAnew("apps/v1", "StatefulSet", SERVICE)).isEmpty();
    assertThat(ofMakingAnew("apps/v1", "StatefulSet", SERVICE, SIZE))
        .containsExactly(Risk.KEEPS_CLAIMS);
    FieldChange image =
        new FieldChange(
            FieldPath.of("spec", "template", "spec"),
            TextNode.valueOf("db:1"),
            TextNode.valueOf("db:2"));
    FieldChange fewer =
        new FieldChange(FieldPath.of("spec", "replicas"), IntNode.valueOf(5), IntNode.valueOf(2));
    assertThat(ofMakingAnew("apps/v1", "StatefulSet", fewer, image, SIZE))
        .containsExactlyInAnyOrder(Risk.KEEPS_CLAIMS, Risk.SCALES_DOWN, Risk.RESTARTS_PODS);
  }

  @Test
  void whatElseIsMadeAnewIsGoneInBetweenWithItsData() {
    assertThat(ofMakingAnew("apps/v1", "Deployment", SERVICE)).containsExactly(Risk.INTERRUPTS);
    assertThat(ofMakingAnew("v1", "PersistentVolumeClaim", SIZE))
        .containsExactly(Risk.DELETES_DATA, Risk.INTERRUPTS);
  }
}
