package dev.cairn.memory;

import dev.cairn.conformance.StoreConformance;
import dev.cairn.conformance.harness.StoreUnderTest;

@StoreUnderTest(MemoryFixture.class)
class MemoryConformanceTest extends StoreConformance {}
