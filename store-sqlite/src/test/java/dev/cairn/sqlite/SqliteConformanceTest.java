package dev.cairn.sqlite;

import dev.cairn.conformance.StoreConformance;
import dev.cairn.conformance.harness.StoreUnderTest;

@StoreUnderTest(SqliteFixture.class)
class SqliteConformanceTest extends StoreConformance {}
