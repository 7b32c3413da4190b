package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who owns what after applies, and what the object then holds. */
class ServerSideApplyTest {
  private static final String CONTAINERS = "{spec:{template:{spec:{containers:[%s]}}}}";

  private final Cluster deployment = new Cluster(Types.DEPLOYMENT);
  private final Cluster service = new Cluster(Types.SERVICE);
  private final Cluster widget = new Cluster(Types.WIDGET);

  private static String containers(String items) {
    return CONTAINERS.formatted(items);
  }

  @Test
  void ownsLeavesAndItemsButNoDeclaredContainers() {
    deployment.apply(
        "tend",
        "{metadata:{labels:{app:'web'}}, spec:{replicas:2, selector:{matchLabels:{app:'web'}},"
            + " template:{spec:{containers:[{name:'web', image:'a:1', args:['x'],"
            + " ports:[{containerPort:80}]}]}}}}");

    assertThat(deployment.owned("tend"))
        .isEqualTo(
            "{\"f:metadata\":{\"f:labels\":{\"f:app\":{}}},\"f:spec\":{\"f:replicas\":{},"
                + "\"f:selector\":{},\"f:template\":{\"f:spec\":{\"f:containers\":{"
                + "\"k:{\\\"name\\\":\\\"web\\\"}\":{\".\":{},\"f:args\":{},\"f:image\":{},"
                + "\"f:name\":{},\"f:ports\":{"
                + "\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{"
                + "\".\":{},\"f:containerPort\":{}}}}}}}}}");
  }

  @Test
  void neverOwnsWhatIdentifiesTheObject() {
    deployment.apply("tend", "{metadata:{uid:'1', resourceVersion:'7', generation:3}}");

    assertThat(deployment.live().path("metadata").has("managedFields")).isFalse();
  }

  @Test
  void applyingTheSameAgainChangesNothingAndKeepsTheTime() {
    deployment.apply("tend", "{spec:{replicas:2}}");
    ObjectNode before = deployment.live();

    deployment.apply("tend", "{spec:{replicas:2}}");

    assertThat(deployment.live()).isEqualTo(before);
  }

  @Test
  void takesAwayWhatItAppliedBeforeAndNowLeavesOut() {
    deployment.apply("tend", "{metadata:{labels:{a:'1', b:'2'}}, spec:{replicas:2, paused:true}}");

    deployment.apply("tend", "{metadata:{labels:{a:'1'}}, spec:{paused:true}}");

    assertThat(deployment.get("metadata/labels")).isEqualTo(json("{a:'1'}"));
    assertThat(deployment.get("spec")).isEqualTo(json("{paused:true}"));
  }

  @Test
  void leavesWhatAnotherManagerOwnsToo() {
    deployment.apply("one", "{spec:{replicas:2, paused:true}}");
    deployment.apply("two", "{spec:{replicas:2}}");

    deployment.apply("one", "{spec:{paused:true}}");

    assertThat(deployment.get("spec")).isEqualTo(json("{replicas:2, paused:true}"));
    assertThat(deployment.owned("one")).isEqualTo("{\"f:spec\":{\"f:paused\":{}}}");
  }

  @Test
  void anItemStaysForAnotherWhoAppliesItToo() {
    deployment.apply("one", containers("{name:'web', image:'a'}"));
    deployment.apply("two", containers("{name:'web', imagePullPolicy:'Always'}"));

    deployment.apply("one", "{spec:{paused:true}}");

    assertThat(deployment.get("spec/template/spec/containers"))
        .isEqualTo(json("[{name:'web', imagePullPolicy:'Always'}]"));
  }

  @Test
  void anItemGoesWithItsOwnerThoughAnotherOwnsAFieldInIt() {
    deployment.apply("one", containers("{name:'web', image:'a'}"));
    deployment.update("two", containers("{name:'web', image:'a', imagePullPolicy:'Always'}"));

    deployment.apply("one", "{spec:{paused:true}}");

    assertThat(deployment.get("spec/template/spec/containers").isNull()).isTrue();
    assertThat(deployment.owned("two")).isEmpty();
  }

  @Test
  void conflictsOnlyWhereTheValueDiffersAndAnotherOwnsIt() {
    deployment.apply("one", "{spec:{replicas:2, paused:true}}");

    assertThat(deployment.conflicts("two", "{spec:{replicas:3, paused:true, minReadySeconds:5}}"))
        .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.replicas");
    assertThat(deployment.get("spec/replicas").intValue()).isEqualTo(2);
  }

  @Test
  void spellsConflictsAsTheServerDoes() {
    deployment.apply("one", containers("{name:'web', image:'a', ports:[{containerPort:80}]}"));
    deployment.update("two", "{metadata:{labels:{'app.kubernetes.io/name':'x'}}}");

    assertThat(
            deployment.conflicts(
                "three",
                "{metadata:{labels:{'app.kubernetes.io/name':'y'}}, spec:{template:{spec:"
                    + "{containers:[{name:'web', image:'b', ports:[{containerPort:80,"
                    + " name:'http'}]}]}}}}"))
        .isEqualTo(
            "Apply failed with 2 conflicts: conflicts with \"one\":\n"
                + "- .spec.template.spec.containers[name=\"web\"].image\n"
                + "conflicts with \"two\" using apps/v1:\n"
                + "- .metadata.labels.app.kubernetes.io/name");
  }

  @Test
  void namesTheSubresourceInAConflict() {
    deployment.apply("one", "{spec:{replicas:2}}");
    deployment.update("scaler", "scale", "{spec:{replicas:5}}");

    assertThat(deployment.conflicts("one", "{spec:{replicas:2}}"))
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"scaler\" with subresource \"scale\""
                + " using apps/v1: .spec.replicas");
  }

  @Test
  void forceTakesFieldsFromTheirOwners() {
    deployment.apply("one", "{spec:{replicas:2, paused:true}}");

    deployment.force("two", "{spec:{replicas:3}}");

    assertThat(deployment.get("spec/replicas").intValue()).isEqualTo(3);
    assertThat(deployment.owned("one")).isEqualTo("{\"f:spec\":{\"f:paused\":{}}}");
    assertThat(deployment.owned("two")).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
  }

  @Test
  void anAtomicListHasOneOwnerAndIsReplaced() {
    String template = "{spec:{template:{spec:{tolerations:[%s]}}}}";
    deployment.apply("one", template.formatted("{key:'a'}"));

    assertThat(deployment.conflicts("two", template.formatted("{key:'b'}")))
        .endsWith("conflict with \"one\": .spec.template.spec.tolerations");

    deployment.apply("one", template.formatted("{key:'b'}"));
    assertThat(deployment.get("spec/template/spec/tolerations")).isEqualTo(json("[{key:'b'}]"));
  }

  @Test
  void anAtomicMapHasOneOwnerAndIsReplaced() {
    service.apply("one", "{spec:{selector:{app:'web', tier:'x'}}}");
    service.apply("one", "{spec:{selector:{app:'web'}}}");

    assertThat(service.get("spec/selector")).isEqualTo(json("{app:'web'}"));
    assertThat(service.owned("one")).isEqualTo("{\"f:spec\":{\"f:selector\":{}}}");
  }

  @Test
  void aSetIsOwnedItemByItem() {
    widget.apply("one", "{spec:{tags:['a','b']}}");
    widget.apply("two", "{spec:{tags:['c','b']}}");
    widget.apply("one", "{spec:{tags:['d']}}");

    assertThat(widget.get("spec/tags")).isEqualTo(json("['c','b','d']"));
    assertThat(widget.owned("two"))
        .isEqualTo("{\"f:spec\":{\"f:tags\":{\"v:\\\"b\\\"\":{},\"v:\\\"c\\\"\":{}}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b     | c     | a,b,c",
        "a,b     | b,a   | b,a",
        "a,x,b   | b,a   | x,b,a",
        "a,b     | n,a,b | n,a,b",
        "a,b     | a,n,b | a,n,b",
        "x,a     | n,a   | x,n,a",
        "a,x,b,y | b,n,a | x,b,y,n,a",
        "a,b,c   | c     | a,b,c",
      })
  void mergesListsInTheAppliedOrder(String live, String applied, String merged) {
    deployment.update("other", containers(named(live)));

    deployment.force("tend", containers(named(applied)));

    assertThat(deployment.get("spec/template/spec/containers"))
        .isEqualTo(json("[" + named(merged) + "]"));
  }

  private static String named(String names) {
    return "{name:'" + names.strip().replace(",", "'},{name:'") + "'}";
  }

  @Test
  void anEditedMergeKeyReplacesItsItem() {
    service.apply("tend", "{spec:{ports:[{name:'http', port:80}]}}");

    service.apply("tend", "{spec:{ports:[{name:'http', port:8080}]}}");

    assertThat(service.get("spec/ports")).isEqualTo(json("[{name:'http', port:8080}]"));
  }

  @Test
  void aMissingKeyCountsAsItsDefault() {
    service.update("other", "{spec:{ports:[{port:80, protocol:'TCP', nodePort:30000}]}}");

    service.apply("tend", "{spec:{ports:[{port:80, name:'http'}, {port:80, protocol:'UDP'}]}}");

    assertThat(service.get("spec/ports"))
        .isEqualTo(
            json(
                "[{port:80, protocol:'TCP', nodePort:30000, name:'http'},"
                    + " {port:80, protocol:'UDP'}]"));
  }

  @Test
  void toleratesDuplicatesThatLiveAlreadyHas() {
    deployment.update(
        "other", containers("{name:'web', env:[{name:'A',value:'1'},{name:'A',value:'2'}]}"));

    deployment.apply("tend", containers("{name:'web', env:[{name:'B',value:'3'}]}"));

    assertThat(deployment.get("spec/template/spec/containers/0/env"))
        .isEqualTo(json("[{name:'A',value:'1'},{name:'A',value:'2'},{name:'B',value:'3'}]"));
  }

  @Test
  void anAppliedItemReplacesItsDuplicates() {
    deployment.update(
        "other", containers("{name:'web', env:[{name:'A',value:'1'},{name:'A',value:'2'}]}"));

    deployment.force("tend", containers("{name:'web', env:[{name:'A',value:'3'}]}"));

    assertThat(deployment.get("spec/template/spec/containers/0/env"))
        .isEqualTo(json("[{name:'A',value:'3'}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{spec:{nope:1}} | .spec.nope: field not declared in schema",
        "{spec:{replicas:'2'}} | .spec.replicas: expected numeric (int or float), got"
            + " &value.valueUnstructured{Value:\"2\"}",
        "{spec:{template:{spec:{containers:[{name:'a'},{name:'a'}]}}}} |"
            + " .spec.template.spec.containers: duplicate entries for key [name=\"a\"]",
        "{spec:{template:{spec:{containers:[{image:'a'}]}}}} |"
            + " .spec.template.spec.containers: element 0: associative list with keys has an"
            + " element that omits all key fields [\"name\"] (and doesn't have default values for"
            + " any key fields)",
      })
  void refusesWhatDoesNotFitTheSchema(String applied, String error) {
    assertThatThrownBy(() -> deployment.apply("tend", applied))
        .isInstanceOf(ApplyFailure.class)
        .hasMessage(
            "failed to create typed patch object (ns/one; apps/v1, Kind=Deployment): " + error);
  }

  @Test
  void anExplicitNullIsOwnedAndIsLeftToTheServerToReadOrRefuse() {
    deployment.update("other", "{spec:{replicas:3}}");

    assertThat(deployment.conflicts("tend", "{spec:{replicas:null}}")).contains(".spec.replicas");

    deployment.force("tend", "{spec:{replicas:null}}");
    assertThat(deployment.get("spec/replicas").isNull()).isTrue();
    assertThat(deployment.owned("tend")).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
  }

  @Test
  void aNullableFieldKeepsItsNull() {
    widget.apply("tend", "{spec:{note:null}}");

    assertThat(widget.get("spec/note").isNull()).isTrue();
  }

  @Test
  void emptyMapsAreOwnedAndEmptyAssociativeListsAreNot() {
    deployment.apply("tend", "{metadata:{labels:{}}, spec:{template:{spec:{containers:[]}}}}");

    assertThat(deployment.owned("tend")).isEqualTo("{\"f:metadata\":{\"f:labels\":{}}}");
  }

  @Test
  void fieldsThatNoSchemaTypesAreOwnedOneByOneWhereUnknownFieldsAreKept() {
    widget.apply("one", "{spec:{free:{known:'x', a:{b:1, c:[1,2]}}}}");
    widget.apply("two", "{spec:{free:{a:{d:2}}}}");

    assertThat(widget.get("spec/free")).isEqualTo(json("{known:'x', a:{b:1, c:[1,2], d:2}}"));
    assertThat(widget.owned("one"))
        .isEqualTo(
            "{\"f:spec\":{\"f:free\":{\"f:a\":{\".\":{},\"f:b\":{},\"f:c\":{}},\"f:known\":{}}}}");
  }

  @Test
  void fieldsThatNoSchemaTypesAreOwnedAsAWholeElsewhere() {
    widget.apply("one", "{spec:{opaque:{a:1}}}");
    widget.apply("one", "{spec:{opaque:{b:1}}}");

    assertThat(widget.get("spec/opaque")).isEqualTo(json("{b:1}"));
    assertThat(widget.owned("one")).isEqualTo("{\"f:spec\":{\"f:opaque\":{}}}");
  }

  @Test
  void quantitiesOfOneAmountInTwoSpellingsConflict() {
    String container = containers("{name:'web', resources:{limits:{cpu:%s}}}");
    deployment.update("other", container.formatted("'100m'"));

    assertThat(deployment.conflicts("tend", container.formatted("'0.1'")))
        .contains(".resources.limits.cpu");
  }

  @Test
  void theMainEndpointNeitherChangesNorOwnsTheStatus() {
    deployment.apply("tend", "{spec:{replicas:1}, status:{replicas:9}}");

    assertThat(deployment.get("status").isMissingNode()).isTrue();
    assertThat(deployment.owned("tend")).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
  }

  @Test
  void theStatusEndpointOwnsTheStatusAlone() {
    deployment.update("other", "{spec:{replicas:1}}");

    deployment.applyTo("status", "controller", "{spec:{replicas:7}, status:{replicas:1}}");

    assertThat(deployment.get("spec/replicas").intValue()).isEqualTo(1);
    assertThat(deployment.owned("controller")).isEqualTo("{\"f:status\":{\"f:replicas\":{}}}");
  }

  @Test
  void whatStoodBeforeManagedFieldsIsOwnedByNobodyInParticular() {
    deployment.put("{spec:{replicas:3, paused:false}}");

    assertThat(deployment.conflicts("tend", "{spec:{replicas:4}}"))
        .contains("conflict with \"before-first-apply\" using apps/v1: .spec.replicas");

    deployment.apply("tend", "{spec:{replicas:3}}");
    assertThat(deployment.owned("before-first-apply"))
        .isEqualTo("{\"f:spec\":{\".\":{},\"f:paused\":{},\"f:replicas\":{}}}");
  }

  @Test
  void keepsTheEntriesOfOtherVersions() {
    deployment.put(
        "{metadata:{managedFields:[{manager:'old', operation:'Update', apiVersion:'apps/v1beta2',"
            + " fieldsType:'FieldsV1', fieldsV1:{'f:spec':{'f:paused':{}, 'f:replicas':{}}}}]},"
            + " spec:{replicas:1, paused:true}}");

    deployment.force("tend", "{spec:{replicas:2}}");

    assertThat(deployment.owned("old")).isEqualTo("{\"f:spec\":{\"f:paused\":{}}}");
  }

  @Test
  void refusesManagedFieldsInTheConfiguration() {
    assertThatThrownBy(() -> deployment.apply("tend", "{metadata:{managedFields:[]}}"))
        .isInstanceOf(ApplyFailure.class)
        .hasMessage("metadata.managedFields must be nil");
  }

  @Test
  void kubectlTakesOverWhatItsClientSideApplySet() {
    deployment.update(
        "kubectl-client-side-apply",
        "{metadata:{annotations:{'kubectl.kubernetes.io/last-applied-configuration':"
            + "'{\"apiVersion\":\"apps/v1\",\"spec\":{\"replicas\":1,\"paused\":true}}'}},"
            + " spec:{replicas:1, paused:true}}");
    deployment.update("other", "{spec:{paused:false}}");

    assertThat(deployment.conflicts("kubectl", "{spec:{replicas:2, paused:true}}"))
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"other\" using apps/v1: .spec.paused");

    deployment.apply("kubectl", "{spec:{replicas:2}}");
    assertThat(
            deployment
                .get("metadata/annotations")
                .path("kubectl.kubernetes.io/last-applied-configuration")
                .textValue())
        .isEqualTo(
            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"one\","
                + "\"namespace\":\"ns\"},\"spec\":{\"replicas\":2}}\n");
  }

  @Test
  void whoOnlyComesToOwnFieldsHasNoTimeAlthoughLastAppliedIsRenewed() {
    deployment.update(
        "kubectl-client-side-apply",
        "{metadata:{annotations:{'kubectl.kubernetes.io/last-applied-configuration':"
            + "'{\"apiVersion\":\"apps/v1\",\"spec\":{\"replicas\":1}}'}}, spec:{replicas:1}}");

    deployment.apply("kubectl", "{spec:{replicas:1}}");

    assertThat(deployment.get("metadata/managedFields").valueStream())
        .filteredOn(entry -> entry.path("operation").asText().equals("Apply"))
        .singleElement()
        .matches(entry -> !entry.has("time"));
  }
}
