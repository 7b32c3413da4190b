package dev.tend.sandbox.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.FieldSchema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StructureTest {
  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static FieldSchema schema(String apiVersion, String kind) {
    return BuiltInSchemas.load().find(GroupVersionKind.of(apiVersion, kind)).orElseThrow().schema();
  }

  @Test
  void unknownFieldsAreNamedByTheirPath() throws Exception {
    ObjectNode deployment =
        json(
            "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'nam':'x'},'spec':{'foo':1,"
                + "'template':{'spec':{'containers':[{'name':'a'},{'imag':'b'}]}}}}");

    assertThat(Decoding.unknownFields(deployment, schema("apps/v1", "Deployment")))
        .containsExactly("metadata.nam", "spec.foo", "spec.template.spec.containers[1].imag");
  }

  @Test
  void duplicateFieldsAreNamedByTheirPath() {
    byte[] text = "{\"a\":1,\"b\":[{\"c\":1,\"c\":2}],\"a\":2}".getBytes(StandardCharsets.UTF_8);

    assertThat(DuplicateFields.in(text)).containsExactly("b[0].c", "a");
  }

  @Test
  void aValueOfTheWrongTypeIsSaidAsGoSaysIt() throws Exception {
    ObjectNode deployment =
        json("{'apiVersion':'apps/v1','kind':'Deployment','spec':{'replicas':'three'}}");

    assertThat(
            GoDecoder.misfit(
                GroupVersionKind.of("apps/v1", "Deployment"),
                deployment,
                schema("apps/v1", "Deployment")))
        .contains(
            "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of"
                + " type int32");
  }

  @Test
  void aWrongTypeIsSaidOfTheStructThatHoldsIt() throws Exception {
    ObjectNode pod =
        json(
            "{'apiVersion':'v1','kind':'Pod','spec':{'affinity':{'podAffinity':"
                + "{'preferredDuringSchedulingIgnoredDuringExecution':[{'weight':'x'}]}}}}");

    assertThat(GoDecoder.misfit(GroupVersionKind.of("v1", "Pod"), pod, schema("v1", "Pod")))
        .contains(
            "json: cannot unmarshal string into Go struct field WeightedPodAffinityTerm"
                + ".spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution"
                + ".weight of type int32");
  }

  @Test
  void aMergedTreeIsSaidInOtherWords() throws Exception {
    GroupVersionKind gvk = GroupVersionKind.of("v1", "Pod");
    FieldSchema schema = schema("v1", "Pod");

    assertThat(GoConverter.misfit(gvk, json("{'spec':{'nodeName':1}}"), schema))
        .contains("cannot convert int64 to string");
    assertThat(GoConverter.misfit(gvk, json("{'spec':{'hostNetwork':'yes'}}"), schema))
        .contains("unrecognized type: bool");
    assertThat(GoConverter.misfit(gvk, json("{'spec':{'containers':{}}}"), schema))
        .contains("cannot restore slice from map");
    assertThat(GoConverter.misfit(gvk, json("{'spec':{'priority':1.5}}"), schema))
        .contains("cannot convert float64 to int32");
    assertThat(GoConverter.misfit(gvk, json("{'spec':{'priority':1}}"), schema)).isEmpty();
  }

  @Test
  void whatAGoTypeWouldLoseIsPruned() throws Exception {
    ObjectNode pod =
        json(
            "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','labels':{},'annotations':null},"
                + "'spec':{'foo':1,'nodeName':'','containers':[{'name':'a','env':[],"
                + "'resources':{'limits':{'cpu':'1000m','memory':1073741824}}}],"
                + "'volumes':[{'name':'v','emptyDir':{}}]}}");

    Pruning.builtIn(pod, schema("v1", "Pod"));

    assertThat(pod)
        .isEqualTo(
            json(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':{'containers':[{"
                    + "'name':'a','resources':{'limits':{'cpu':'1','memory':'1073741824'}}}],"
                    + "'volumes':[{'name':'v','emptyDir':{}}]}}"));
  }

  @Test
  void emptyClassNamesMeanSomething() throws Exception {
    ObjectNode claim =
        json(
            "{'apiVersion':'v1','kind':'PersistentVolumeClaim','spec':{'storageClassName':'',"
                + "'volumeName':''}}");

    Pruning.builtIn(claim, schema("v1", "PersistentVolumeClaim"));

    assertThat(claim.path("spec").has("storageClassName")).isTrue();
    assertThat(claim.path("spec").has("volumeName")).isFalse();
  }
}
