package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.all;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Config maps and secrets. */
final class ConfigRules {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final String REDACTED = "<secret contents redacted>";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigRules() {}

  static final Rule CONFIG_MAP =
      (map, faults) -> {
        long size = 0;
        for (Field entry : map.at("data").entries()) {
          key(entry, faults);
          if (map.at("binaryData").has(entry.name())) {
            faults.invalidText(entry, entry.name(), "duplicate of key present in binaryData");
          }
          size += entry.text().getBytes(StandardCharsets.UTF_8).length;
        }
        for (Field entry : map.at("binaryData").entries()) {
          key(entry, faults);
          size += bytes(entry).length;
        }
        if (size > MOST_BYTES) {
          faults.tooLong(map.at("[]"), MOST_BYTES);
        }
      };

  private static void key(Field entry, Faults faults) {
    Form.CONFIG_KEY
        .faults(entry.name())
        .forEach(why -> faults.invalidText(entry, entry.name(), why));
  }

  private static byte[] bytes(Field entry) {
    try {
      return Base64.getDecoder().decode(entry.text());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static final Rule SECRET_DATA =
      (secret, faults) -> {
        long size = 0;
        for (Field entry : secret.at("data").entries()) {
          key(entry, faults);
          size += bytes(entry).length;
        }
        if (size > MOST_BYTES) {
          faults.tooLong(secret.at("data"), MOST_BYTES);
        }
      };

  /** What secrets of a type must have. */
  private static final Rule SECRET_TYPE =
      (secret, faults) -> {
        Field data = secret.at("data");
        switch (secret.at("type").text()) {
          case "kubernetes.io/service-account-token" -> {
            Field name =
                secret.at("metadata", "annotations").key("kubernetes.io/service-account.name");
            if (name.isEmpty()) {
              faults.required(name);
            }
          }
          case "kubernetes.io/dockercfg" -> json(data.key(".dockercfg"), faults);
          case "kubernetes.io/dockerconfigjson" -> json(data.key(".dockerconfigjson"), faults);
          case "kubernetes.io/basic-auth" -> {
            if (!data.has("username") && !data.has("password")) {
              faults.required(data.key("username"));
              faults.required(data.key("password"));
            }
          }
          case "kubernetes.io/ssh-auth" -> {
            if (data.key("ssh-privatekey").isEmpty()) {
              faults.required(data.key("ssh-privatekey"));
            }
          }
          case "kubernetes.io/tls" -> {
            for (String key : List.of("tls.crt", "tls.key")) {
              if (!data.has(key)) {
                faults.required(data.key(key));
              }
            }
          }
          default -> {}
        }
      };

  private static void json(Field entry, Faults faults) {
    if (!entry.isSet()) {
      faults.required(entry);
      return;
    }
    String text = new String(bytes(entry), StandardCharsets.UTF_8);
    try {
      if (!JSON.readTree(text).isObject()) {
        faults.invalidText(
            entry,
            REDACTED,
            "json: cannot unmarshal %s into Go value of type map[string]interface {}"
                .formatted(JSON.readTree(text).getNodeType().name().toLowerCase(Locale.ROOT)));
      }
    } catch (JsonProcessingException e) {
      faults.invalidText(entry, REDACTED, unreadable(text));
    }
  }

  /** Why text that should be an object can't be read. */
  private static String unreadable(String text) {
    String plain = text.stripLeading();
    return plain.isEmpty() || plain.startsWith("{")
        ? "unexpected end of JSON input"
        : "invalid character '%c' looking for beginning of value".formatted(plain.charAt(0));
  }

  static final Rule SECRET = all(SECRET_DATA, SECRET_TYPE);

  private static Change kept(String... fields) {
    return (before, now, faults) -> {
      if (!before.at("immutable").isTrue()) {
        return;
      }
      String why = "field is immutable when `immutable` is set";
      if (!now.at("immutable").isTrue()) {
        faults.forbidden(now.at("immutable"), why);
      }
      for (String field : fields) {
        Change.forbidden(field, why).check(before, now, faults);
      }
    };
  }

  static final Change CONFIG_MAP_CHANGED =
      Change.all(kept("data", "binaryData"), Change.now(CONFIG_MAP));

  static final Change SECRET_CHANGED =
      Change.all(Change.immutable("type"), kept("data"), Change.now(SECRET));
}
