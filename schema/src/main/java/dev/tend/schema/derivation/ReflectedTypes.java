package dev.tend.schema.derivation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernetes.client.openapi.models.V1APIService;
import io.kubernetes.client.openapi.models.V1APIServiceList;
import io.kubernetes.client.openapi.models.V1CustomResourceDefinition;
import io.kubernetes.client.openapi.models.V1CustomResourceDefinitionList;
import io.kubernetes.client.openapi.models.VersionInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Definitions of the API groups that kubernetes-model-validator lacks, read from the classes of
 * client-java-api and from {@link ExtensionFacts}.
 */
final class ReflectedTypes {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final String VERSION = "io.k8s.apimachinery.pkg.version.";

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private ReflectedTypes() {}

  static Map<String, ObjectNode> read() {
    var types = new ReflectedTypes();
    types.define(ExtensionFacts.EXTENSIONS, V1CustomResourceDefinition.class);
    types.define(ExtensionFacts.EXTENSIONS, V1CustomResourceDefinitionList.class);
    types.define(ExtensionFacts.REGISTRATION, V1APIService.class);
    types.define(ExtensionFacts.REGISTRATION, V1APIServiceList.class);
    types.define(VERSION, VersionInfo.class);
    ExtensionFacts.addTo(types.definitions);
    return types.definitions;
  }

  /** Defines a class and what it refers to; answers with the definition's name. */
  private String define(String prefix, Class<?> type) {
    String simple = type.getSimpleName().replaceFirst("^(Apiextensions|Apiregistration)?V1", "");
    if (type == VersionInfo.class) {
      simple = "Info";
    }
    if (simple.equals("ObjectMeta") || simple.equals("ListMeta")) {
      return META + simple;
    }
    String name = prefix + simple;
    if (definitions.containsKey(name)) {
      return name;
    }
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definitions.put(name, definition);
    String description = annotated(type, "ApiModel", "description");
    if (!description.isEmpty()) {
      definition.put("description", description);
    }
    definition.put("type", "object");
    var required = new TreeSet<>(requiredFields(type));
    var properties = new TreeMap<String, ObjectNode>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        String property = annotated(field, "SerializedName", "value");
        ObjectNode schema = schema(prefix, field.getGenericType());
        String text = annotated(getter(type, field), "ApiModelProperty", "value");
        if (!text.isEmpty()) {
          schema.put("description", text);
        }
        properties.put(property, schema);
      }
    }
    if (!required.isEmpty()) {
      required.forEach(definition.putArray("required")::add);
    }
    if (!properties.isEmpty()) {
      definition.putObject("properties").setAll(properties);
    }
    return name;
  }

  private ObjectNode schema(String prefix, Type type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == Map.class) {
        schema.put("type", "object").set("additionalProperties", schema(prefix, element));
      } else {
        schema.put("type", "array").set("items", schema(prefix, element));
      }
      return schema;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return schema.put("type", "string");
    } else if (plain == Boolean.class) {
      return schema.put("type", "boolean");
    } else if (plain == Integer.class) {
      return schema.put("type", "integer").put("format", "int32");
    } else if (plain == Long.class) {
      return schema.put("type", "integer").put("format", "int64");
    } else if (plain == Double.class) {
      return schema.put("type", "number").put("format", "double");
    } else if (plain == byte[].class) {
      return schema.put("type", "string").put("format", "byte");
    } else if (plain == OffsetDateTime.class) {
      return schema.put("$ref", "#/definitions/" + META + "Time");
    } else if (plain == Object.class) {
      return schema;
    }
    return schema.put("$ref", "#/definitions/" + define(prefix, plain));
  }

  private static Set<String> requiredFields(Class<?> type) {
    try {
      var names = new TreeSet<String>();
      for (Object name : (Iterable<?>) type.getField("openapiRequiredFields").get(null)) {
        names.add((String) name);
      }
      return names;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " doesn't tell its required fields", e);
    }
  }

  private static AnnotatedElement getter(Class<?> type, Field field) {
    String bean = field.getName().replaceFirst("^[_$]", "");
    for (Method method : type.getMethods()) {
      if (List.of("get" + bean, "is" + bean).stream().anyMatch(method.getName()::equalsIgnoreCase)
          && method.getParameterCount() == 0) {
        return method;
      }
    }
    return field;
  }

  /** The text of an annotation that is not on this module's own class path. */
  private static String annotated(AnnotatedElement element, String annotation, String member) {
    for (Annotation found : element.getAnnotations()) {
      if (found.annotationType().getSimpleName().equals(annotation)) {
        try {
          return (String) found.annotationType().getMethod(member).invoke(found);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(element + " has no readable " + annotation, e);
        }
      }
    }
    return "";
  }
}
