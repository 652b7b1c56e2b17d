package dev.cairn.conformance.mutant;

import dev.cairn.conformance.StoreConformance;
import dev.cairn.conformance.harness.StoreUnderTest;

/** The kit on a mutant. Run by {@link KitRun} only: no build finds it, as it is no test class by name. */
@StoreUnderTest(value = MutatedFixture.class, report = false)
final class MutatedConformance extends StoreConformance {}
