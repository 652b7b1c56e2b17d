package dev.cairn.conformance.model;

import dev.cairn.conformance.StoreConformance;
import dev.cairn.conformance.harness.StoreUnderTest;

/** The kit on the reference store: what fails here is the kit's fault. */
@StoreUnderTest(value = ReferenceFixture.class, report = false)
class ReferenceConformanceTest extends StoreConformance {}
