package dev.cairn.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.cairn.logic.Scope;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Store;
import dev.cairn.store.Write;

/** The direction of every dependency, as docs/contract.md and the module poms promise it. */
@AnalyzeClasses(
        packages = "dev.cairn",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoFixtures.class})
final class ArchitectureTest {
    /** The backends' fixtures come as jars, or as folders of a quick build, that ArchUnit does not take for tests. */
    static final class NoFixtures implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && !location.contains("/test-classes/");
        }
    }

    private static final String[] API = {
        "dev.cairn",
        "dev.cairn.model..",
        "dev.cairn.error..",
        "dev.cairn.store..",
        "dev.cairn.spi..",
        "dev.cairn.logic.."
    };
    private static final String[] SQL = {"dev.cairn.sql..", "dev.cairn.sqlite..", "dev.cairn.postgres.."};

    @ArchTest
    static final ArchRule modules_depend_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.cairn..")
            .withOptionalLayers(true)
            .layer("api")
            .definedBy(API)
            .layer("sql")
            .definedBy("dev.cairn.sql..")
            .layer("memory")
            .definedBy("dev.cairn.memory..")
            .layer("sqlite")
            .definedBy("dev.cairn.sqlite..")
            .layer("postgres")
            .definedBy("dev.cairn.postgres..")
            .layer("server")
            .definedBy("dev.cairn.server..")
            .layer("conformance")
            .definedBy("dev.cairn.conformance..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("sql")
            .mayOnlyAccessLayers("api")
            .whereLayer("memory")
            .mayOnlyAccessLayers("api")
            .whereLayer("sqlite")
            .mayOnlyAccessLayers("api", "sql")
            .whereLayer("postgres")
            .mayOnlyAccessLayers("api", "sql")
            .whereLayer("conformance")
            .mayOnlyAccessLayers("api")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule rooms_of_rules_know_no_other = slices().matching("dev.cairn.logic.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule rooms_of_sql_know_no_other = slices().matching("dev.cairn.sql.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAnyPackage("..base..", "..feed.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule rooms_of_the_memory_store_know_no_other = slices().matching("dev.cairn.memory.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAnyPackage("..base..", "..feed.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule rooms_of_commands_know_no_other = slices().matching("dev.cairn.server.cli.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_api_needs_only_the_jdk_and_jspecify = ArchRuleDefinition.classes()
            .that(resideInAnyPackage(API))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(API).or(resideInAnyPackage("java..", "org.jspecify..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_sql_stores_speak_jdbc = noClasses()
            .that(resideOutsideOfPackages(SQL))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..", "org.apache.ibatis..", "org.flywaydb.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_server_knows_guice_and_http = noClasses()
            .that(resideOutsideOfPackages("dev.cairn.server.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("com.google.inject..", "jakarta.inject..", "io.helidon..", "java.net.http.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_server_names_a_backend_only_where_it_is_wired = noClasses()
            .that(resideInAnyPackage("dev.cairn.server..").and(resideOutsideOfPackages("dev.cairn.server.wiring..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.cairn.sql..", "dev.cairn.sqlite..", "dev.cairn.postgres..", "dev.cairn.memory.."))
            .allowEmptyShould(true);

    /** What wrote in another way would leave no entries in the audit (AUDIT-7). */
    @ArchTest
    static final ArchRule rules_and_server_write_through_the_scope_alone = noClasses()
            .that(resideInAnyPackage("dev.cairn", "dev.cairn.logic..", "dev.cairn.server.."))
            .and()
            .areNotAssignableTo(Scope.class)
            .and()
            .areNotAssignableTo(Store.class)
            .should()
            .callMethod(Store.class, "write", WorkspaceId.class, String.class, Write.class)
            .allowEmptyShould(true);
}
