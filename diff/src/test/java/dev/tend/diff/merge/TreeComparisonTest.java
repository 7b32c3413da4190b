package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeComparisonTest {
  private static List<String> changes(ResourceType type, String before, String after) {
    return changes(type.schema(), before, after);
  }

  private static List<String> changes(FieldSchema schema, String before, String after) {
    return TreeComparison.changedPaths(object(before), object(after), schema).stream()
        .map(change -> change.path() + ": " + change.before() + " -> " + change.after())
        .toList();
  }

  @Test
  void namesItemsByTheirKeys() {
    assertThat(
            changes(
                Types.DEPLOYMENT,
                "{spec:{template:{spec:{containers:[{name:'a',image:'x'},{name:'b',image:'y'}]}}}}",
                "{spec:{template:{spec:{containers:[{name:'b',image:'z'},{name:'c',image:'w'}]}}}}"))
        .containsExactly(
            ".spec.template.spec.containers[name=a]: {\"name\":\"a\",\"image\":\"x\"} -> null",
            ".spec.template.spec.containers[name=b].image: \"y\" -> \"z\"",
            ".spec.template.spec.containers[name=c]: null -> {\"name\":\"c\",\"image\":\"w\"}");
  }

  @Test
  void namesItemsByTheirPositionWhereNothingElseTellsThem() {
    assertThat(
            changes(
                Types.DEPLOYMENT,
                "{spec:{template:{spec:{tolerations:[{key:'a'}]}}}}",
                "{spec:{template:{spec:{tolerations:[{key:'b'},{key:'c'}]}}}}"))
        .containsExactly(
            ".spec.template.spec.tolerations[0].key: \"a\" -> \"b\"",
            ".spec.template.spec.tolerations[1]: null -> {\"key\":\"c\"}");
  }

  @Test
  void fallsBackToPositionsWhereKeysRepeat() {
    assertThat(
            changes(
                Types.SERVICE,
                "{spec:{ports:[{port:1,name:'a'},{port:1,name:'b'}]}}",
                "{spec:{ports:[{port:1,name:'a'},{port:1,name:'c'}]}}"))
        .containsExactly(".spec.ports[1].name: \"b\" -> \"c\"");
  }

  @Test
  void matchesAMissingKeyWithItsDefault() {
    assertThat(
            changes(
                Types.SERVICE,
                "{spec:{ports:[{port:80,protocol:'TCP',targetPort:1}]}}",
                "{spec:{ports:[{port:80,protocol:'TCP',targetPort:2}]}}"))
        .containsExactly(".spec.ports[port=80,protocol=TCP].targetPort: 1 -> 2");
  }

  @Test
  void doesNotMindTheOrderOfKeyedItemsAndSets() {
    assertThat(
            changes(
                Types.WIDGET, "{spec:{tags:['a','b'], size:1}}", "{spec:{tags:['b','a'], size:1}}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'100m', '0.1'",
    "'1', 1",
    "'1Gi', '1024Mi'",
    "'1e3', '1k'",
    "1000, '1k'",
    "'0.5', '500m'"
  })
  void comparesQuantitiesByAmount(String before, String after) {
    String pod = "{spec:{template:{spec:{containers:[{name:'a',resources:{limits:{cpu:%s}}}]}}}}";

    assertThat(
            changes(Types.DEPLOYMENT, pod.formatted(quoted(before)), pod.formatted(quoted(after))))
        .isEmpty();
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }

  @Test
  void comparesIntOrStringByWhatItSays() {
    assertThat(
            changes(
                Types.SERVICE,
                "{spec:{ports:[{port:80,targetPort:'8080'}]}}",
                "{spec:{ports:[{port:80,targetPort:8080}]}}"))
        .isEmpty();
  }

  @Test
  void tellsAStringFromANumberElsewhere() {
    assertThat(changes(Types.CONFIG_MAP, "{data:{a:'1'}}", "{data:{a:1}}"))
        .containsExactly(".data.a: \"1\" -> 1");
  }

  @Test
  void tellsDifferentQuantitiesApart() {
    assertThat(Values.equal(Json.json("'100m'"), Json.json("'101m'"), Schema.quantity())).isFalse();
    assertThat(Values.equal(Json.json("'x'"), Json.json("'y'"), Schema.quantity())).isFalse();
  }

  @Test
  void worksWithoutASchema() {
    assertThat(changes(FieldSchema.Any.INSTANCE, "{a:[1,{b:2}], c:null}", "{a:[1,{b:3}], d:1.0}"))
        .containsExactly(".a[1].b: 2 -> 3", ".c: null -> null", ".d: null -> 1.0");
  }
}
