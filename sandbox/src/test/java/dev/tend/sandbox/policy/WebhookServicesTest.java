package dev.tend.sandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Journal;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookServicesTest {
  private static final String SERVICE =
      """
      {'apiVersion':'v1','kind':'Service','metadata':{'name':'hook','namespace':'shop'},
       'spec':{'type':'ClusterIP','clusterIP':'10.96.0.9','ports':[{'port':443}]}}
      """;
  private static final String WEBHOOK =
      "{'clientConfig':{'service':{'name':'hook','namespace':'shop','path':'/v'}}}";

  private final Storage storage = new Storage(Journal.NONE);
  private final WebhookServices services = new WebhookServices(storage);

  @AfterEach
  void close() {
    storage.close();
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private void put(String text) throws Exception {
    ObjectNode object = json(text);
    storage.put(Meta.id(object), null, object);
  }

  @Test
  void aServiceThatIsNotThereIsNamed() throws Exception {
    assertThat(services.obstacle(json(WEBHOOK)))
        .contains("Post \"https://hook.shop.svc:443/v?timeout=10s\": service \"hook\" not found");
  }

  @Test
  void aServiceMustListenOnThePort() throws Exception {
    put(SERVICE);

    assertThat(services.obstacle(json(WEBHOOK.replace("'path'", "'port':8443,'path'"))))
        .contains(
            "Post \"https://hook.shop.svc:8443/v?timeout=10s\": no service port 8443 found for"
                + " service \"hook\"");
  }

  @Test
  void aServiceWithoutReadyPodsRefuses() throws Exception {
    put(SERVICE);

    assertThat(services.obstacle(json(WEBHOOK)))
        .contains(
            "Post \"https://hook.shop.svc:443/v?timeout=10s\": dial tcp 10.96.0.9:443: connect:"
                + " connection refused");
  }

  @Test
  void readyPodsAreTakenToAgree() throws Exception {
    put(SERVICE);
    put(
        """
        {'apiVersion':'v1','kind':'Endpoints','metadata':{'name':'hook','namespace':'shop'},
         'subsets':[{'addresses':[{'ip':'10.244.1.2'}]}]}
        """);

    assertThat(services.obstacle(json(WEBHOOK))).isEmpty();
  }

  @Test
  void whatIsOutsideOfTheClusterIsTakenToAgree() throws Exception {
    assertThat(services.obstacle(json("{'clientConfig':{'url':'https://example.com/v'}}")))
        .isEmpty();
  }
}
