package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.array;
import static dev.tend.diff.merge.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.Patches.PatchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{op:'add', path:'/b', value:1}                | {a:[1,2], b:1}",
        "{op:'add', path:'/a/1', value:9}              | {a:[1,9,2]}",
        "{op:'add', path:'/a/-', value:9}              | {a:[1,2,9]}",
        "{op:'add', path:'/a/2', value:9}              | {a:[1,2,9]}",
        "{op:'add', path:'', value:{c:1}}              | {c:1}",
        "{op:'add', path:'/x~1y~0z', value:1}          | {a:[1,2], 'x/y~z':1}",
        "{op:'add', path:'/a', value:null}             | {a:null}",
        "{op:'remove', path:'/a'}                      | {}",
        "{op:'remove', path:'/a/0'}                    | {a:[2]}",
        "{op:'remove', path:'/a/-1'}                   | {a:[1]}",
        "{op:'replace', path:'/a/0', value:{b:1}}      | {a:[{b:1},2]}",
        "{op:'replace', path:'/new', value:1}          | {a:[1,2], new:1}",
        "{op:'move', from:'/a', path:'/b'}             | {b:[1,2]}",
        "{op:'move', from:'/a/0', path:'/a/1'}         | {a:[2,1]}",
        "{op:'copy', from:'/a/0', path:'/b'}           | {a:[1,2], b:1}",
        "{op:'test', path:'/a', value:[1,2.0]}         | {a:[1,2]}",
        "{op:'test', path:'/none', value:null}         | {a:[1,2]}",
      })
  void jsonPatchDoes(String operation, String expected) {
    ObjectNode target = object("{a:[1,2]}");

    assertThat(Patches.json(target, array("[" + operation + "]"))).isEqualTo(object(expected));
    assertThat(target).isEqualTo(object("{a:[1,2]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{op:'test', path:'/a/0', value:'1'} | testing value /a/0 failed: test failed",
        "{op:'test', path:'/z', value:1}     | testing value /z failed: test failed",
        "{op:'remove', path:'/z'}            | error in remove for path: '/z': Unable to remove"
            + " nonexistent key: z: missing value",
        "{op:'remove', path:'/z/y'}          | remove operation does not apply: doc is missing"
            + " path: \"/z/y\": missing value",
        "{op:'add', path:'/a/3', value:1}    | error in add for path: '/a/3': Unable to access"
            + " invalid index: 3: invalid index referenced",
        "{op:'add', path:'/z/y', value:1}    | add operation does not apply: doc is missing path:"
            + " \"/z/y\": missing value",
        "{op:'replace', path:'/a/2', value:1} | replace operation does not apply: doc is missing"
            + " key: /a/2: missing value",
        "{op:'add', path:'/a/x', value:1}    | error in add for path: '/a/x': value was not a"
            + " proper array index: 'x'",
        "{op:'copy', from:'/z', path:'/b'}   | copy operation does not apply: doc is missing path:"
            + " \"/z\": missing value",
        "{op:'move', from:'/a', path:'/a/b'} | move operation does not apply: /a/b lies below /a",
        "{op:'nope', path:'/a'}              | Unexpected kind: nope",
        "{op:'add', value:1}                 | add operation has no path",
        "{op:'add', path:'/b'}               | add operation on /b has no value",
        "{op:'add', path:'b', value:1}       | not a JSON pointer: \"b\"",
        "{op:'add', path:'', value:1}        | the patch leaves no object but 1",
      })
  void jsonPatchRefuses(String operation, String message) {
    assertThatThrownBy(() -> Patches.json(object("{a:[1,2]}"), array("[" + operation + "]")))
        .isInstanceOf(PatchFailure.class)
        .hasMessage(message);
  }

  @Test
  void jsonPatchStopsAtTheFirstFailureAndChangesNothing() {
    ObjectNode target = object("{a:1}");

    assertThatThrownBy(
            () ->
                Patches.json(
                    target,
                    array("[{op:'replace',path:'/a',value:2},{op:'test',path:'/a',value:1}]")))
        .isInstanceOf(PatchFailure.class);
    assertThat(target).isEqualTo(object("{a:1}"));
  }

  @Test
  void jsonPatchHasALimit() {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i <= 10_000; i++) {
      patch.addObject().put("op", "test").put("path", "/a").put("value", 1);
    }

    assertThatThrownBy(() -> Patches.json(object("{a:1}"), patch))
        .isInstanceOfSatisfying(
            PatchFailure.class, failure -> assertThat(failure.status()).isEqualTo(413))
        .hasMessage("The allowed maximum operations in a JSON patch is 10000, got 10001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a:'b'}         | {a:'c'}                    | {a:'c'}",
        "{a:'b'}         | {b:'c'}                    | {a:'b', b:'c'}",
        "{a:'b'}         | {a:null}                   | {}",
        "{a:'b', b:'c'}  | {a:null}                   | {b:'c'}",
        "{a:['b']}       | {a:'c'}                    | {a:'c'}",
        "{a:'c'}         | {a:['b']}                  | {a:['b']}",
        "{a:{b:'c'}}     | {a:{b:'d', c:null}}        | {a:{b:'d'}}",
        "{a:[{b:'c'}]}   | {a:[1]}                    | {a:[1]}",
        "{e:null}        | {a:1}                      | {e:null, a:1}",
        "{a:'foo'}       | {a:{b:{c:null, d:1}}}      | {a:{b:{d:1}}}",
      })
  void mergePatchDoes(String target, String patch, String expected) {
    assertThat(Patches.merge(object(target), object(patch))).isEqualTo(object(expected));
  }

  @Test
  void mergePatchMustBeAnObject() {
    assertThatThrownBy(() -> Patches.merge(object("{}"), array("[]")))
        .isInstanceOfSatisfying(
            PatchFailure.class, failure -> assertThat(failure.status()).isEqualTo(400));
  }
}
