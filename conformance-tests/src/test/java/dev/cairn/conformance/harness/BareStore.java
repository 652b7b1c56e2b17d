package dev.cairn.conformance.harness;

import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Blobs;
import dev.cairn.store.Capability;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.Committed;
import dev.cairn.store.Description;
import dev.cairn.store.Health;
import dev.cairn.store.Maintenance;
import dev.cairn.store.Migration;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Workspaces;
import dev.cairn.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that can be opened, described and closed: enough for tests of the harness, which ask for no more. */
final class BareStore implements Store, Workspaces {
    /** Opens it. */
    static final class Provider implements StoreProvider {
        @Override
        public String name() {
            return "bare";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public Store open(StoreSettings settings) {
            return new BareStore();
        }
    }

    /** Its fixture. */
    static class Fixture implements StoreFixture {
        @Override
        public StoreProvider provider() {
            return new Provider();
        }

        @Override
        public StoreSettings freshDatabase() {
            return StoreSettings.of("bare", Map.of());
        }
    }

    @Override
    public Description description() {
        return new Description("bare", "nothing", "1", "none", Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Health check(Duration budget) {
        return new Health(true, "bare", Duration.ZERO);
    }

    @Override
    public void migrate(Migration mode) {}

    @Override
    public Workspaces workspaces() {
        return this;
    }

    @Override
    public void create(Workspace workspace) {}

    @Override
    public Optional<Workspace> find(WorkspaceId id) {
        return Optional.empty();
    }

    @Override
    public List<Workspace> list(@Nullable WorkspaceId after, int limit) {
        return List.of();
    }

    @Override
    public void retire(WorkspaceId id) {}

    @Override
    public boolean purge(WorkspaceId id, int limit) {
        return true;
    }

    private static UnsupportedOperationException bare() {
        return new UnsupportedOperationException("a bare store holds nothing");
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(WorkspaceId ws, String operation, Read<T, X> work) {
        throw bare();
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId ws, String operation, Write<T, X> work) {
        throw bare();
    }

    @Override
    public Blobs blobs() {
        throw bare();
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        throw bare();
    }

    @Override
    public Maintenance maintenance() {
        throw bare();
    }

    @Override
    public void close() {}
}
