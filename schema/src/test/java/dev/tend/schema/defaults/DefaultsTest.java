package dev.tend.schema.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
  private static final String TEMPLATE =
      "'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'web','image':"
          + "'nginx:1.27','ports':[{'containerPort':80}],'readinessProbe':{'httpGet':{'port':80}}}],"
          + "'volumes':[{'name':'c','configMap':{'name':'c'}},{'name':'e'}]}}";

  private static ObjectNode filled(String text) throws Exception {
    ObjectNode object = (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    Defaults.fill(object);
    return object;
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void aDeploymentIsFilledAsTheServerFillsIt() throws Exception {
    ObjectNode deployment =
        filled("{'apiVersion':'apps/v1','kind':'Deployment','spec':{" + TEMPLATE + "}}");

    assertThat(deployment.path("spec"))
        .isEqualTo(
            json(
                """
                {'replicas':1,'revisionHistoryLimit':10,'progressDeadlineSeconds':600,
                 'strategy':{'type':'RollingUpdate',
                   'rollingUpdate':{'maxUnavailable':'25%','maxSurge':'25%'}},
                 'template':{'metadata':{'labels':{'app':'web'}},'spec':{
                   'restartPolicy':'Always','terminationGracePeriodSeconds':30,
                   'dnsPolicy':'ClusterFirst','securityContext':{},
                   'schedulerName':'default-scheduler',
                   'containers':[{'name':'web','image':'nginx:1.27',
                     'imagePullPolicy':'IfNotPresent',
                     'terminationMessagePath':'/dev/termination-log',
                     'terminationMessagePolicy':'File','resources':{},
                     'ports':[{'containerPort':80,'protocol':'TCP'}],
                     'readinessProbe':{'httpGet':{'port':80,'path':'/','scheme':'HTTP'},
                       'timeoutSeconds':1,'periodSeconds':10,'successThreshold':1,
                       'failureThreshold':3}}],
                   'volumes':[{'name':'c','configMap':{'name':'c','defaultMode':420}},
                     {'name':'e','emptyDir':{}}]}}}
                """));
  }

  @Test
  void portsOnTheNodesNetworkAreTheNodesInPodsAndNotInTemplates() throws Exception {
    String spec =
        "'spec':{'hostNetwork':true,'containers':[{'name':'c','ports':[{'containerPort':80}]}]}";

    ObjectNode pod = filled("{'apiVersion':'v1','kind':'Pod'," + spec + "}");
    ObjectNode template =
        filled("{'apiVersion':'v1','kind':'PodTemplate','template':{" + spec + "}}");

    String port = "/spec/containers/0/ports/0/hostPort";
    assertThat(pod.at(port).asInt()).isEqualTo(80);
    assertThat(template.at("/template" + port).isMissingNode()).isTrue();
  }

  @Test
  void aListOfNoPoliciesIsLeftToTheRules() throws Exception {
    ObjectNode autoscaler =
        filled(
            "{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','spec':{'behavior':"
                + "{'scaleUp':{'policies':[]}}}}");

    assertThat(autoscaler.at("/spec/behavior/scaleUp/policies")).isEmpty();
    assertThat(autoscaler.at("/spec/behavior/scaleDown/policies")).hasSize(1);
  }

  @Test
  void fillingTwiceChangesNothing() throws Exception {
    for (String kind : new String[] {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"}) {
      ObjectNode once =
          filled("{'apiVersion':'apps/v1','kind':'%s','spec':{".formatted(kind) + TEMPLATE + "}}");
      ObjectNode twice = once.deepCopy();
      Defaults.fill(twice);
      assertThat(twice).isEqualTo(once);
    }
  }

  @Test
  void aCronJobsTemplateGetsPodDefaultsButNoJobDefaults() throws Exception {
    ObjectNode cronJob =
        filled(
            "{'apiVersion':'batch/v1','kind':'CronJob','spec':{'schedule':'* * * * *',"
                + "'jobTemplate':{'spec':{"
                + TEMPLATE
                + "}}}}");

    JsonNode job = cronJob.path("spec").path("jobTemplate").path("spec");
    assertThat(job.has("backoffLimit")).isFalse();
    assertThat(job.path("template").path("spec").path("dnsPolicy").asText())
        .isEqualTo("ClusterFirst");
    assertThat(cronJob.path("spec").path("concurrencyPolicy").asText()).isEqualTo("Allow");
  }

  @Test
  void aSecretsTextsBecomeData() throws Exception {
    ObjectNode secret =
        filled("{'apiVersion':'v1','kind':'Secret','stringData':{'a':'b'},'data':{'c':'ZA=='}}");

    assertThat(secret.has("stringData")).isFalse();
    assertThat(secret.path("data")).isEqualTo(json("{'c':'ZA==','a':'Yg=='}"));
    assertThat(secret.path("type").asText()).isEqualTo("Opaque");
  }

  @Test
  void aServicesPortsGetProtocolAndTarget() throws Exception {
    ObjectNode service =
        filled(
            "{'apiVersion':'v1','kind':'Service','spec':{'ports':[{'port':80},{'port':81,"
                + "'targetPort':'http','protocol':'UDP'}]}}");

    assertThat(service.path("spec"))
        .isEqualTo(
            json(
                "{'ports':[{'port':80,'protocol':'TCP','targetPort':80},{'port':81,'targetPort':"
                    + "'http','protocol':'UDP'}],'type':'ClusterIP','sessionAffinity':'None',"
                    + "'internalTrafficPolicy':'Cluster'}"));
  }

  @Test
  void aPodsLimitsAreItsRequestsButATemplatesAreNot() throws Exception {
    String containers = "'containers':[{'name':'a','resources':{'limits':{'cpu':'1'}}}]";
    ObjectNode pod = filled("{'apiVersion':'v1','kind':'Pod','spec':{" + containers + "}}");
    ObjectNode deployment =
        filled(
            "{'apiVersion':'apps/v1','kind':'Deployment','spec':{'template':{'spec':{"
                + containers
                + "}}}}");

    assertThat(pod.at("/spec/containers/0/resources/requests/cpu").asText()).isEqualTo("1");
    assertThat(deployment.at("/spec/template/spec/containers/0/resources").has("requests"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "nginx,Always",
    "nginx:latest,Always",
    "nginx:1.27,IfNotPresent",
    "localhost:5000/nginx,Always",
    "localhost:5000/nginx:1,IfNotPresent",
    "nginx@sha256:abc,IfNotPresent"
  })
  void imagesThatMoveArePulledAlways(String image, String policy) {
    assertThat(ContainerDefaults.pullPolicy(image)).isEqualTo(policy);
  }

  @Test
  void aNetworkPolicySaysWhatItRules() throws Exception {
    ObjectNode both =
        filled(
            "{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy','spec':{'egress':[{"
                + "'ports':[{'port':53}]}]}}");

    assertThat(both.at("/spec/policyTypes")).isEqualTo(json("['Ingress','Egress']"));
    assertThat(both.at("/spec/egress/0/ports/0/protocol").asText()).isEqualTo("TCP");
  }
}
