package dev.cairn.conformance;

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
}
