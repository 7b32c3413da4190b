/** ValidatingAdmissionPolicies and their bindings, and webhooks. */
@NullMarked
package dev.tend.sandbox.policy;

import org.jspecify.annotations.NullMarked;
