package dev.cairn.conformance.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Says on which backend a test class runs, and opens its stores. */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StoreExtension.class)
public @interface StoreUnderTest {
    Class<? extends StoreFixture> value();

    /** Whether this class writes target/conformance/NAME.json: one class per backend does. */
    boolean report() default true;
}
