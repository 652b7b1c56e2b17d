package dev.cairn.memory;

import dev.cairn.conformance.harness.StoreUnderTest;
import dev.cairn.conformance.mutant.MutantConformance;

/** Proves the kit: see the decision on mutants. */
@StoreUnderTest(value = MemoryFixture.class, report = false)
class MemoryMutantsTest extends MutantConformance {}
