package dev.cairn.server.decorate;

import dev.cairn.conformance.StoreConformance;
import dev.cairn.conformance.harness.StoreUnderTest;

/** The whole kit through the server's decorators. */
@StoreUnderTest(ChainFixture.class)
class ChainConformanceTest extends StoreConformance {}
