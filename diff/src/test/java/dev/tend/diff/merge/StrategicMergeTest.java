package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.Patches.PatchFailure;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {
  private static void check(ResourceType type, String target, String patch, String expected) {
    ObjectNode given = object(target);
    ObjectNode change = object(patch);

    assertThat(Patches.strategicMerge(given, change, type.schema())).isEqualTo(object(expected));
    assertThat(given).isEqualTo(object(target));
    assertThat(change).isEqualTo(object(patch));
  }

  private static String pod(String spec) {
    return "{spec:{template:{spec:{" + spec + "}}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // kubectl set image
        "containers:[{name:'web',image:'a:1'},{name:'log',image:'l'}] |"
            + " '$setElementOrder/containers':[{name:'web'},{name:'log'}],"
            + " containers:[{name:'web',image:'a:2'}] |"
            + " containers:[{name:'web',image:'a:2'},{name:'log',image:'l'}]",
        // a container that is new, one that goes, one that only the server has
        "containers:[{name:'old'},{name:'side'}] |"
            + " '$setElementOrder/containers':[{name:'new'}],"
            + " containers:[{name:'new',image:'n'},{name:'old','$patch':'delete'}] |"
            + " containers:[{name:'new',image:'n'},{name:'side'}]",
        "containers:[{name:'web',env:[{name:'A',value:'1'},{name:'B',value:'2'}]}] |"
            + " containers:[{name:'web',env:[{name:'A','$patch':'delete'}]}] |"
            + " containers:[{name:'web',env:[{name:'B',value:'2'}]}]",
        "containers:[{name:'web',ports:[{containerPort:80}]}] |"
            + " containers:[{name:'web',ports:[{containerPort:80,name:'http'}]}] |"
            + " containers:[{name:'web',ports:[{containerPort:80,name:'http'}]}]",
        "containers:[{name:'web',args:['a']}] | containers:[{name:'web',args:['b','c']}] |"
            + " containers:[{name:'web',args:['b','c']}]",
        "containers:[{name:'a'},{name:'b'}] | containers:[{'$patch':'replace'},{name:'c'}] |"
            + " containers:[{name:'c'}]",
        "containers:[{name:'a'},{name:'b'},{name:'c'}] |"
            + " '$setElementOrder/containers':[{name:'c'},{name:'a'}] |"
            + " containers:[{name:'b'},{name:'c'},{name:'a'}]",
        "tolerations:[{key:'a'}] | tolerations:[{key:'b'}] | tolerations:[{key:'b'}]",
        "nodeSelector:{a:'1',b:'2'} | nodeSelector:{a:null,c:'3'} | nodeSelector:{b:'2',c:'3'}",
        "volumes:[{name:'v',emptyDir:{}}] |"
            + " volumes:[{name:'v','$retainKeys':['name','configMap'],configMap:{name:'c'}}] |"
            + " volumes:[{name:'v',configMap:{name:'c'}}]",
        "volumes:[{name:'v',configMap:{name:'c',defaultMode:1}}] |"
            + " volumes:[{name:'v',configMap:{'$patch':'replace',name:'d'}}] |"
            + " volumes:[{name:'v',configMap:{name:'d'}}]",
        "nodeSelector:{a:'1'} | nodeSelector:{'$patch':'delete'} | nodeSelector:{}",
        "serviceAccountName:'a' | containers:[{name:'n',image:null,args:['x']}] |"
            + " serviceAccountName:'a',containers:[{name:'n',args:['x']}]",
        "containers:[{name:'a'}] | containers:null | serviceAccountName:null",
      })
  void patchesPods(String target, String patch, String expected) {
    String wanted = expected.endsWith("null") ? "" : expected;

    check(Types.DEPLOYMENT, pod(target), pod(patch), pod(wanted));
  }

  @Test
  void restartsARolloutByAnAnnotation() {
    check(
        Types.DEPLOYMENT,
        "{spec:{replicas:1, template:{metadata:{labels:{a:'b'}}}}}",
        "{spec:{template:{metadata:{annotations:{'kubectl.kubernetes.io/restartedAt':'now'}}}}}",
        "{spec:{replicas:1, template:{metadata:{labels:{a:'b'},"
            + " annotations:{'kubectl.kubernetes.io/restartedAt':'now'}}}}}");
  }

  @Test
  void changesTheStrategyAndDropsTheKeysOfTheOldOne() {
    check(
        Types.DEPLOYMENT,
        "{spec:{strategy:{type:'RollingUpdate', rollingUpdate:{maxSurge:1}}}}",
        "{spec:{strategy:{'$retainKeys':['type'], type:'Recreate'}}}",
        "{spec:{strategy:{type:'Recreate'}}}");
  }

  @Test
  void mergesServicePortsByPort() {
    check(
        Types.SERVICE,
        "{spec:{ports:[{port:80,nodePort:30000},{port:443}]}}",
        "{spec:{'$setElementOrder/ports':[{port:80},{port:8080}],"
            + " ports:[{port:8080,name:'x'},{port:443,'$patch':'delete'},{port:80,name:'http'}]}}"
                .replace("{port:8080,name:'x'},", "")
                .replace("{port:80,name:'http'}", "{port:80,name:'http'},{port:8080,name:'x'}"),
        "{spec:{ports:[{port:80,nodePort:30000,name:'http'},{port:8080,name:'x'}]}}");
  }

  @Test
  void editsTheDataOfAConfigMap() {
    check(
        Types.CONFIG_MAP,
        "{data:{a:'1',b:'2'}}",
        "{data:{a:'x',b:null,c:'3'}}",
        "{data:{a:'x',c:'3'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['a','b'] | finalizers:['c'] | ['c','a','b']",
        "['a','b'] | '$deleteFromPrimitiveList/finalizers':['a'] | ['b']",
        "['a','b'] | '$deleteFromPrimitiveList/finalizers':['a'], finalizers:['c'] | ['c','b']",
        "['a','b'] | '$setElementOrder/finalizers':['b','a'] | ['b','a']",
        "['a','b'] | '$setElementOrder/finalizers':['b','c'], finalizers:['c'] | ['a','b','c']",
      })
  void mergesListsOfScalarsAsSets(String target, String patch, String expected) {
    check(
        Types.DEPLOYMENT,
        "{metadata:{finalizers:" + target + "}}",
        "{metadata:{" + patch + "}}",
        "{metadata:{finalizers:" + expected + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spec:{'$patch':'merge'} | unknown patch type: merge in map: {\"$patch\":\"merge\"}",
        "metadata:{ownerReferences:[{uid:'a','$patch':'merge'}]} | merging lists cannot yet be"
            + " specified in the patch",
        "metadata:{ownerReferences:[{name:'a'}]} | map: {\"name\":\"a\"} does not contain declared"
            + " merge key: uid",
        "metadata:{'$retainKeys':['labels'], finalizers:['a']} | invalid patch format of"
            + " retainKeys",
        "metadata:{'$setElementOrder/finalizers':'x'} | invalid patch format of setElementOrder"
            + " list",
        "metadata:{'$deleteFromPrimitiveList':['x']} | invalid patch format of primitive list",
      })
  void refusesWhatIsMalformed(String patch, String message) {
    ObjectNode target =
        object("{metadata:{ownerReferences:[{uid:'a'}], finalizers:['a']}, spec:{replicas:1}}");

    assertThatThrownBy(
            () ->
                Patches.strategicMerge(
                    target, object("{" + patch + "}"), Types.DEPLOYMENT.schema()))
        .isInstanceOf(PatchFailure.class)
        .hasMessage(message);
  }

  @Test
  void refusesAListThatIsNotInTheOrderThatItAsksFor() {
    ObjectNode patch =
        object("{metadata:{'$setElementOrder/finalizers':['b','a'], finalizers:['a','b']}}");

    assertThatThrownBy(
            () -> Patches.strategicMerge(object("{metadata:{}}"), patch, Types.DEPLOYMENT.schema()))
        .isInstanceOf(PatchFailure.class)
        .hasMessage(
            "The order in patch list:\n[\"a\",\"b\"]\n doesn't match $setElementOrder list:\n"
                + "[\"b\",\"a\"]\n");
  }

  @Test
  void needsASchema() {
    assertThatThrownBy(
            () -> Patches.strategicMerge(object("{}"), object("{}"), FieldSchema.Any.INSTANCE))
        .isInstanceOfSatisfying(
            PatchFailure.class, failure -> assertThat(failure.status()).isEqualTo(415));
  }
}
