package dev.tend.schema.rules;

import java.util.regex.Pattern;

/** Paths that begin with a domain, such as {@code example.com/controller}. */
final class Paths {
  private static final String SYNTAX = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
  private static final Pattern PATH = Pattern.compile(SYNTAX);

  private Paths() {}

  static final Rule DOMAIN_PREFIXED =
      (field, faults) -> {
        String text = field.text();
        int slash = text.indexOf('/');
        if (text.isEmpty()) {
          faults.required(field);
        } else if (slash < 1 || slash == text.length() - 1) {
          faults.invalid(field, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        } else {
          String host = text.substring(0, slash);
          String path = text.substring(slash + 1);
          Form.DNS_SUBDOMAIN.faults(host).forEach(why -> faults.invalidText(field, host, why));
          if (!PATH.matcher(path).matches()) {
            faults.invalidText(field, path, Form.syntax("Invalid path", SYNTAX));
          }
        }
      };
}
