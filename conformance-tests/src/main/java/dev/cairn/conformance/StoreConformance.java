package dev.cairn.conformance;

import dev.cairn.conformance.contract.DurabilityContract;
import dev.cairn.conformance.contract.LifeContract;
import dev.cairn.conformance.contract.MigrationContract;
import dev.cairn.conformance.contract.NetworkContract;
import dev.cairn.conformance.contract.PageContract;
import dev.cairn.conformance.contract.SharedContract;
import dev.cairn.conformance.contract.TextContract;
import dev.cairn.conformance.contract.TimeContract;
import dev.cairn.conformance.contract.TransactionContract;
import dev.cairn.conformance.harness.StoreUnderTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * Everything that a backend must prove. A backend's whole test is
 *
 * <pre>{@code
 * @StoreUnderTest(AcmeFixture.class)
 * class AcmeConformanceTest extends StoreConformance {}
 * }</pre>
 *
 * @see StoreUnderTest
 */
@Timeout(180)
public abstract class StoreConformance {
    @Nested
    class Transactions extends TransactionContract {}

    @Nested
    class Life extends LifeContract {}

    @Nested
    class Migrations extends MigrationContract {}

    @Nested
    class Durability extends DurabilityContract {}

    @Nested
    class Network extends NetworkContract {}

    @Nested
    class Shared extends SharedContract {}

    @Nested
    class Text extends TextContract {}

    @Nested
    class Times extends TimeContract {}

    @Nested
    class Pages extends PageContract {}
}
