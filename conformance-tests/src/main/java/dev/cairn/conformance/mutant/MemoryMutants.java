package dev.cairn.conformance.mutant;

import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.MemoryReader;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defects in the roles of memories. */
final class MemoryMutants {
    private static final int MANY = 10_000;

    private MemoryMutants() {}

    static final List<Mutant> ALL = List.of(
            search(
                    "memory-prefix-leak",
                    "MEM-3",
                    "a prefix is compared as text, whatever its case",
                    MemoryMutants::leaks),
            search(
                    "memory-filter-after-limit",
                    "MEM-5",
                    "conditions are looked at after the limit",
                    MemoryMutants::late),
            viewed("old-memory-version", "MEM-5", "superseded versions are found too", MemoryMutants::old),
            search("expired-memory", "MEM-4", "what is past its expiry is shown", MemoryMutants::unending),
            search("memory-any-word", "MEM-6", "one word of the text is enough", MemoryMutants::anyWord),
            search("likeness-after-limit", "MEM-7", "type is looked at after the limit", MemoryMutants::lateType),
            search("likeness-too-sharp", "MEM-7", "some that are near enough are left out", MemoryMutants::sharp),
            new Mutant("reading-memory-writes", "MEM-8", "each recall is a new version", Recording::new),
            versions("memory-lost-update", "MEM-1", "the version before is not looked at", MemoryMutants::blind),
            versions("memory-history-lost", "MEM-2", "a put keeps no earlier version", MemoryMutants::forgetful),
            versions(
                    "memory-broken-chain",
                    "MEM-4",
                    "an expired version takes those before it along",
                    MemoryMutants::broken));

    private static Mutant search(
            String name, String clause, String defect, Function<MemorySearch, ForwardingMemories.Search> plant) {
        return viewed(name, clause, defect, view -> plant.apply(view.memorySearch()));
    }

    private static Mutant viewed(
            String name, String clause, String defect, Function<View, ForwardingMemories.Search> plant) {
        return new Mutant(name, clause, defect, Plants.roles(view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingMemories.Search memorySearch() {
                return plant.apply(view);
            }
        }));
    }

    private static Mutant versions(
            String name, String clause, String defect, Function<MemoryReader, ForwardingMemories.Versions> plant) {
        return new Mutant(name, clause, defect, Plants.roles(view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingMemories.Versions memories() {
                return plant.apply(view.memories());
            }
        }));
    }

    private static MemoryFilter prefixed(Namespace prefix, MemoryFilter filter) {
        return new MemoryFilter(prefix, filter.type(), filter.key(), Map.of(), filter.text()).having(filter.fields());
    }

    private static ForwardingMemories.Search leaks(MemorySearch right) {
        return new ForwardingMemories.Search(right) {
            private boolean like(Namespace namespace, Namespace prefix) {
                return namespace
                        .path()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(prefix.path().toLowerCase(Locale.ROOT));
            }

            @Override
            public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
                return super.page(prefixed(Namespace.ROOT, filter), now, after, MANY).stream()
                        .filter(memory -> like(memory.id().namespace(), filter.prefix()))
                        .limit(limit)
                        .toList();
            }

            @Override
            public List<NamespaceCount> namespaces(Namespace prefix, String from, Instant now, int limit) {
                return super.namespaces(Namespace.ROOT, from, now, MANY).stream()
                        .filter(count -> like(count.namespace(), prefix))
                        .limit(limit)
                        .toList();
            }
        };
    }

    private static ForwardingMemories.Search late(MemorySearch right) {
        return new ForwardingMemories.Search(right) {
            @Override
            public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
                return super.page(MemoryFilter.ALL, now, after, limit).stream()
                        .filter(memory -> filter.matches(memory, now))
                        .toList();
            }
        };
    }

    private static ForwardingMemories.Search old(View view) {
        return new ForwardingMemories.Search(view.memorySearch()) {
            @Override
            public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
                List<Memory> all = new ArrayList<>();
                super.page(filter, now, after, limit)
                        .forEach(
                                memory -> all.addAll(view.memories().history(memory.id(), Long.MAX_VALUE, now, limit)));
                return all.subList(0, Math.min(limit, all.size()));
            }
        };
    }

    private static ForwardingMemories.Search unending(MemorySearch right) {
        return new ForwardingMemories.Search(right) {
            @Override
            public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
                return super.page(filter, Instant.EPOCH, after, limit);
            }
        };
    }

    private static ForwardingMemories.Search anyWord(MemorySearch right) {
        return new ForwardingMemories.Search(right) {
            @Override
            public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
                String text = filter.text() == null ? "" : filter.text().strip();
                int blank = text.indexOf(' ');
                return super.page(blank < 0 ? filter : filter.containing(text.substring(0, blank)), now, after, limit);
            }
        };
    }

    private static ForwardingMemories.Search lateType(MemorySearch right) {
        return new ForwardingMemories.Search(right) {
            @Override
            public List<MemoryVector> vectors(
                    Namespace prefix,
                    @Nullable MemoryType type,
                    Likeness likeness,
                    Instant now,
                    @Nullable MemoryKey after,
                    int limit) {
                return super.vectors(prefix, null, likeness, now, after, limit);
            }
        };
    }

    private static ForwardingMemories.Search sharp(MemorySearch right) {
        return new ForwardingMemories.Search(right) {
            @Override
            public List<MemoryVector> vectors(
                    Namespace prefix,
                    @Nullable MemoryType type,
                    Likeness likeness,
                    Instant now,
                    @Nullable MemoryKey after,
                    int limit) {
                return super.vectors(prefix, type, likeness, now, after, limit).stream()
                        .filter(vector -> likeness.atLeast() == -1
                                || likeness.to().cosine(vector.embedding()) > likeness.atLeast() + 0.1)
                        .toList();
            }
        };
    }

    private static ForwardingMemories.Versions blind(MemoryReader right) {
        return new ForwardingMemories.Versions(right) {
            @Override
            public void put(List<Memory> next, int kept) {
                super.put(
                        next.stream()
                                .map(memory -> versioned(
                                        memory,
                                        find(memory.id()).map(Memory::version).orElse(0L) + 1))
                                .toList(),
                        kept);
            }
        };
    }

    static Memory versioned(Memory memory, long version) {
        return new Memory(
                memory.id(),
                version,
                memory.type(),
                memory.value(),
                memory.metadata(),
                memory.createdAt(),
                memory.updatedAt(),
                memory.expiresAt(),
                memory.embedding());
    }

    private static ForwardingMemories.Versions forgetful(MemoryReader right) {
        return new ForwardingMemories.Versions(right) {
            @Override
            public void put(List<Memory> next, int kept) {
                super.put(next, 0);
            }
        };
    }

    private static ForwardingMemories.Versions broken(MemoryReader right) {
        return new ForwardingMemories.Versions(right) {
            @Override
            public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
                List<Memory> found = super.history(id, before, now, limit);
                for (int i = 1; i < found.size(); i++) {
                    if (found.get(i).version() < found.get(i - 1).version() - 1) {
                        return found.subList(0, i);
                    }
                }
                return found;
            }
        };
    }

    /** Writes a version of what was found, once the read is over. */
    private static final class Recording extends ForwardingStore {
        Recording(Store delegate) {
            super(delegate);
        }

        @Override
        public <T extends @Nullable Object, X extends Exception> T read(
                WorkspaceId workspace, String operation, Read<T, X> work) throws X {
            List<Memory> found = new ArrayList<>();
            T result = super.read(
                    workspace,
                    operation,
                    view -> work.run(new ForwardingTransaction(view) {
                        @Override
                        public ForwardingMemories.Versions memories() {
                            return new ForwardingMemories.Versions(view.memories()) {
                                @Override
                                public Optional<Memory> find(MemoryKey id) {
                                    Optional<Memory> memory = super.find(id);
                                    memory.ifPresent(found::add);
                                    return memory;
                                }
                            };
                        }
                    }));
            found.stream()
                    .max(Comparator.comparingLong(Memory::version))
                    .ifPresent(memory -> delegate().write(workspace, "record", tx -> {
                        long version = tx.memories()
                                .find(memory.id())
                                .map(Memory::version)
                                .orElse(0L);
                        tx.memories().put(List.of(versioned(memory, version + 1)), MANY);
                        return version;
                    }));
            return result;
        }
    }
}
