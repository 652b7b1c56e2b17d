package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.CrashChild;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.conformance.harness.Versioned;
import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.Unavailable;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MIG and CAP: schema versions, and what an absent capability means. */
public abstract class MigrationContract extends Group {
    @Test
    @Clause("MIG-1")
    @DisplayName("migrate may be repeated in both modes and changes nothing more")
    void idempotent() {
        insert("kept");
        String schema = store().description().schema();
        store().migrate(Migration.CREATE);
        store().migrate(Migration.VALIDATE);
        store().migrate(Migration.CREATE);
        assertThat(store().description().schema()).isEqualTo(schema).isNotBlank();
        assertThat(ids()).containsExactly("kept");
    }

    @Test
    @Clause("MIG-1")
    @Clause("MIG-2")
    @DisplayName("VALIDATE on an empty database throws SchemaMismatch with the expected version and creates nothing")
    void validateEmpty() throws Exception {
        Store empty = subject.openRaw(subject.freshDatabase());
        for (int i = 0; i < 2; i++) {
            SchemaMismatch mismatch =
                    catchThrowableOfType(SchemaMismatch.class, () -> empty.migrate(Migration.VALIDATE));
            assertThat(mismatch).isNotNull();
            assertThat(mismatch.expected()).isEqualTo(store().description().schema());
            assertThat(mismatch.found()).isNotEqualTo(mismatch.expected());
        }
        empty.migrate(Migration.CREATE);
        empty.migrate(Migration.VALIDATE);
        assertThat(empty.workspaces().list(null, 10)).isEmpty();
    }

    @Test
    @Clause("MIG-2")
    @DisplayName("a newer schema is refused with both versions in either mode, an older one when validating")
    void otherVersions() throws Exception {
        Versioned engine = subject.needs(Versioned.class, "this engine keeps no schema version that could differ");
        StoreSettings database = subject.freshDatabase();
        subject.open(database).close();
        engine.pretendSchema(database, engine.newer());
        assertMismatch(database, Migration.CREATE, engine.newer());
        assertMismatch(database, Migration.VALIDATE, engine.newer());
        engine.pretendSchema(database, engine.older());
        assertMismatch(database, Migration.VALIDATE, engine.older());
    }

    private void assertMismatch(StoreSettings database, Migration mode, String found) {
        try (Store other = subject.openRaw(database)) {
            SchemaMismatch mismatch = catchThrowableOfType(SchemaMismatch.class, () -> other.migrate(mode));
            assertThat(mismatch).as("%s at %s", mode, found).isNotNull();
            assertThat(mismatch.found()).isEqualTo(found);
            assertThat(mismatch.expected()).isEqualTo(store().description().schema());
        }
    }

    @Test
    @Clause("MIG-3")
    @DisplayName("four threads, and four stores where several may be open, migrate one new database at once")
    void race() throws Exception {
        StoreSettings database = subject.freshDatabase();
        List<Store> stores = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            stores.add(i == 0 || subject.has(Capability.SHARED) ? subject.openRaw(database) : stores.getFirst());
        }
        List<Callable<Boolean>> migrations = new ArrayList<>();
        for (Store each : stores) {
            migrations.add(() -> {
                each.migrate(Migration.CREATE);
                return true;
            });
        }
        assertThat(Race.run(migrations)).containsExactly(true, true, true, true);
        WorkspaceId ws = new WorkspaceId("raced");
        stores.getFirst().workspaces().create(new Workspace(ws, now(), false));
        for (Store each : stores) {
            each.migrate(Migration.VALIDATE);
            assertThat(each.workspaces().find(ws)).isPresent();
        }
    }

    @Test
    @Clause("MIG-3")
    @DisplayName("three processes migrate one new database at once, and all succeed")
    void processesRace() throws Exception {
        if (!subject.has(Capability.SHARED) || !subject.has(Capability.DURABLE)) {
            throw Subject.notApplicable("two processes cannot have one database of this store open");
        }
        StoreSettings database = subject.freshDatabase();
        List<CrashChild> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(subject.closing(CrashChild.start(subject, ws(), database, "open")));
        }
        for (CrashChild child : children) {
            assertThat(child.next()).isEqualTo("open");
        }
        subject.openRaw(database).migrate(Migration.VALIDATE);
    }

    @Test
    @Clause("CAP-1")
    @DisplayName("capabilities and description are the same whenever they are asked, and say what the engine is")
    void constant() {
        assertThat(store().capabilities()).isEqualTo(store().capabilities());
        assertThat(store().description().backend())
                .isEqualTo(subject.fixture().provider().name());
        assertThat(store().description().engine()).isNotBlank();
        assertThat(store().description().durability()).isNotBlank();
    }

    @Test
    @Clause("CAP-1")
    @DisplayName(
            "a store without SHARED refuses a second one on its data with Unavailable, or the second has other data")
    void secondStore() throws Exception {
        if (subject.has(Capability.SHARED)) {
            throw Subject.notApplicable("the store declares SHARED; see the group on two stores");
        }
        insert("mine");
        if (subject.has(Capability.DURABLE)) {
            assertThatThrownBy(() -> subject.open(subject.settings())).isInstanceOf(Unavailable.class);
        } else {
            assertThat(subject.open(subject.settings()).workspaces().find(ws())).isEmpty();
        }
        subject.change(tx -> tx.executions().insert(Samples.execution("second", now())));
        assertThat(ids()).containsExactly("second", "mine");
    }

    @Test
    @Clause("CAP-1")
    @Clause("DUR-1")
    @DisplayName("a store without DURABLE is empty after a reopen")
    void forgets() throws Exception {
        if (subject.has(Capability.DURABLE)) {
            throw Subject.notApplicable("the store declares DURABLE; see the group on durability");
        }
        StoreSettings database = subject.freshDatabase();
        try (Store first = subject.open(database)) {
            first.workspaces().create(new Workspace(new WorkspaceId("gone"), now(), false));
        }
        assertThat(subject.open(database).workspaces().list(null, 10)).isEmpty();
    }
}
