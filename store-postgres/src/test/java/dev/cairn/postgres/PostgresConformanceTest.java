package dev.cairn.postgres;

import dev.cairn.conformance.StoreConformance;
import dev.cairn.conformance.harness.StoreUnderTest;

@StoreUnderTest(PostgresFixture.class)
class PostgresConformanceTest extends StoreConformance {}
