/**
 * The seeded model test: random scripts run on a store and on {@link dev.cairn.conformance.model.ReferenceModel}, every
 * answer compared, a failing script shrunk to the shortest that still fails.
 */
@NullMarked
package dev.cairn.conformance.model;

import org.jspecify.annotations.NullMarked;
