package dev.tend.sandbox.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.schema.BuiltInSchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T01:00:00Z"), ZoneOffset.UTC);
  private static final String META =
      "'metadata':{'name':'web','namespace':'default','creationTimestamp':'2026-01-01T00:00:00Z'}";

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static List<String> cells(String group, String plural, ObjectNode object) {
    ServedKind kind = new ServedKinds(BuiltInSchemas.load()).find(group, plural).orElseThrow();
    ObjectNode table = Tables.of(kind, kind.stored(), List.of(object), "meta.k8s.io/v1", "", CLOCK);
    assertThat(table.path("rows").path(0).path("cells"))
        .as("a cell for each column")
        .hasSameSizeAs(table.path("columnDefinitions"));
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < table.path("columnDefinitions").size(); i++) {
      JsonNode column = table.path("columnDefinitions").get(i);
      if (column.path("priority").asInt() == 0) {
        cells.add(table.path("rows").path(0).path("cells").get(i).asText());
      }
    }
    return cells;
  }

  @Test
  void aDeploymentShowsHowManyPodsAreReady() throws Exception {
    ObjectNode deployment =
        json(
            "{'apiVersion':'apps/v1','kind':'Deployment',"
                + META
                + ",'spec':{'replicas':3},'status':{'readyReplicas':2,'updatedReplicas':3,"
                + "'availableReplicas':1}}");

    assertThat(cells("apps", "deployments", deployment))
        .containsExactly("web", "2/3", "3", "1", "60m");
  }

  @Test
  void aServiceShowsItsPorts() throws Exception {
    ObjectNode service =
        json(
            "{'apiVersion':'v1','kind':'Service',"
                + META
                + ",'spec':{'type':'NodePort','clusterIP':'10.96.1.1','ports':[{'port':80,"
                + "'nodePort':31313,'protocol':'TCP'},{'port':53,'protocol':'UDP'}]}}");

    assertThat(cells("", "services", service))
        .containsExactly("web", "NodePort", "10.96.1.1", "<none>", "80:31313/TCP,53/UDP", "60m");
  }

  @Test
  void aPodShowsWhyItWaits() throws Exception {
    ObjectNode pod =
        json(
            "{'apiVersion':'v1','kind':'Pod',"
                + META
                + ",'spec':{'containers':[{'name':'a'},{'name':'b'}]},'status':{'phase':'Pending',"
                + "'containerStatuses':[{'name':'a','ready':true,'restartCount':0,'state':{'running'"
                + ":{}}},{'name':'b','restartCount':0,'state':{'waiting':{'reason':"
                + "'ImagePullBackOff'}}}]}}");

    assertThat(cells("", "pods", pod))
        .containsExactly("web", "1/2", "ImagePullBackOff", "0", "60m");
  }

  @Test
  void aPodThatCrashesShowsWhenItFellLast() throws Exception {
    ObjectNode pod =
        json(
            "{'apiVersion':'v1','kind':'Pod',"
                + META
                + ",'spec':{'containers':[{'name':'a'}]},'status':{'phase':'Running',"
                + "'containerStatuses':[{'name':'a','ready':false,'restartCount':4,'state':{"
                + "'waiting':{'reason':'CrashLoopBackOff'}},'lastState':{'terminated':{"
                + "'finishedAt':'2026-01-01T00:59:30Z'}}}]}}");

    assertThat(cells("", "pods", pod))
        .containsExactly("web", "0/1", "CrashLoopBackOff", "4 (30s ago)", "60m");
  }

  @Test
  void initContainersAndSidecarsAreCounted() throws Exception {
    ObjectNode pod =
        json(
            "{'apiVersion':'v1','kind':'Pod',"
                + META
                + ",'spec':{'initContainers':[{'name':'i'},{'name':'s','restartPolicy':'Always'}],"
                + "'containers':[{'name':'a'}]},'status':{'phase':'Pending','initContainerStatuses'"
                + ":[{'name':'i','state':{'running':{}}}]}}");

    assertThat(cells("", "pods", pod)).containsExactly("web", "0/2", "Init:0/2", "0", "60m");
  }

  @Test
  void aKindWithoutColumnsOfItsOwnShowsNameAndAge() throws Exception {
    ObjectNode devices =
        json("{'apiVersion':'resource.k8s.io/v1','kind':'DeviceClass'," + META + "}");

    assertThat(cells("resource.k8s.io", "deviceclasses", devices)).containsExactly("web", "60m");
  }

  @Test
  void aPolicyShowsItsValidationsAndTheKindOfItsParameters() throws Exception {
    ObjectNode policy =
        json(
            "{'apiVersion':'admissionregistration.k8s.io/v1','kind':'ValidatingAdmissionPolicy',"
                + META
                + ",'spec':{'paramKind':{'apiVersion':'v1','kind':'ConfigMap'},"
                + "'validations':[{'expression':'true'}]}}");

    assertThat(cells("admissionregistration.k8s.io", "validatingadmissionpolicies", policy))
        .containsExactly("web", "1", "v1/ConfigMap", "60m");
  }

  @Test
  void aRuntimeClassShowsItsHandler() throws Exception {
    ObjectNode runtime =
        json(
            "{'apiVersion':'node.k8s.io/v1','kind':'RuntimeClass','handler':'gvisor',"
                + META
                + "}");

    assertThat(cells("node.k8s.io", "runtimeclasses", runtime))
        .containsExactly("web", "gvisor", "60m");
  }

  @Test
  void everyServedKindCanBePrinted() throws Exception {
    ServedKinds kinds = new ServedKinds(BuiltInSchemas.load());
    for (ServedKind kind : kinds.all()) {
      ObjectNode bare = json("{" + META + "}");
      bare.put("kind", kind.kind().kind()).put("apiVersion", kind.storedApiVersion());
      ObjectNode table =
          Tables.of(kind, kind.stored(), List.of(bare), "meta.k8s.io/v1", "None", CLOCK);
      assertThat(table.path("rows").path(0).path("cells"))
          .as(kind.resource())
          .hasSameSizeAs(table.path("columnDefinitions"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "119,119s",
    "120,2m",
    "200,3m20s",
    "599,9m59s",
    "600,10m",
    "10799,179m",
    "10800,3h",
    "12000,3h20m",
    "28800,8h",
    "172799,47h",
    "172800,2d",
    "180000,2d2h",
    "691200,8d",
    "63072000,2y",
    "70000000,2y80d"
  })
  void agesHaveAsMuchPrecisionAsMatters(long seconds, String text) {
    assertThat(Ages.human(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".spec.size | 3",
        ".status.conditions[?(@.type==\"Ready\")].status | True",
        ".metadata.labels['a.b/c'] | x",
        ".metadata.labels.a\\.b/c | x",
        ".spec.items[1].name | two",
        ".spec.items[*].name | one"
      })
  void printerColumnsFindTheirValue(String path, String first) throws Exception {
    ObjectNode object =
        json(
            "{'metadata':{'labels':{'a.b/c':'x'}},'spec':{'size':3,'items':[{'name':'one'},"
                + "{'name':'two'}]},'status':{'conditions':[{'type':'Other','status':'False'},"
                + "{'type':'Ready','status':'True'}]}}");

    assertThat(JsonPath.parse(path).read(object).getFirst().asText()).isEqualTo(first);
  }
}
