package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Page;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.DecodeMemories;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.EncodeMemories;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memories. Namespace and key are query parameters: both are free text, a namespace has slashes, and paths are normalized by
 * what lies between.
 */
public final class MemoryRoutes implements Routes.Group {
    private static final int BUFFER = 32 * 1024;
    private static final int EXPORT = 200;

    private final Cairn cairn;

    @Inject
    public MemoryRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("searchMemories", call -> {
            Page<Memory> page =
                    memories(call).search(filter(call.query()), call.query().page());
            call.json(200, out -> Encode.page(out, page, EncodeMemories::memory));
        });
        routes.on("putMemories", call -> {
            List<NewMemory> inputs = call.ndjson()
                    ? JsonIo.lines(call.bytes(), DecodeMemories::newMemory)
                    : JsonIo.array(call.json(), DecodeMemories::newMemory);
            Committed<List<Memory>> put = memories(call).putAll(inputs);
            call.revision(put.revision()).json(200, out -> EncodeMemories.versions(out, put.value()));
        });
        routes.on("getMemory", this::get);
        routes.on("putMemory", call -> {
            NewMemory input = DecodeMemories.newMemory(id(call), call.json(), call.ifMatch());
            answer(call, memories(call).put(input));
        });
        routes.on("deleteMemory", call -> {
            Committed<Memory> deleted = memories(call).delete(id(call), call.ifMatch());
            call.revision(deleted.revision()).etag(deleted.value().version()).noContent();
        });
        routes.on("memoryHistory", call -> {
            Page<Memory> page = memories(call).history(id(call), call.query().page());
            call.json(200, out -> Encode.page(out, page, EncodeMemories::memory));
        });
        routes.on("restoreMemory", call -> {
            Long version = call.query().number("version", 1, Long.MAX_VALUE);
            answer(call, memories(call).restore(id(call), version, call.ifMatch()));
        });
        routes.on("publishMemory", call -> {
            DecodeMemories.Transfer transfer = DecodeMemories.transfer(call.json());
            if (transfer.key() == null) {
                throw new InvalidArgument("key", "is required");
            }
            answer(call, memories(call).publish(new MemoryKey(transfer.from(), transfer.key()), transfer.to()));
        });
        routes.on("moveMemories", this::move);
        routes.on("listMemoryNamespaces", call -> {
            Integer depth = call.query().integer("depth", 1, Namespace.MAX_SEGMENTS);
            var page = memories(call)
                    .namespaces(
                            prefix(call.query()),
                            depth == null ? 1 : depth,
                            call.query().page());
            call.json(200, out -> Encode.page(out, page, EncodeMemories::namespace));
        });
        routes.on("nearestMemories", call -> {
            var found = memories(call).nearest(DecodeMemories.nearest(call.json()));
            call.json(200, out -> {
                out.writeStartObject();
                Encode.list(out, "items", found, EncodeMemories::scored);
                out.writeEndObject();
            });
        });
        routes.on("exportMemories", this::export);
    }

    private void get(Call call) {
        Long version = call.query().number("version", 1, Long.MAX_VALUE);
        Memory memory =
                version == null ? memories(call).get(id(call)) : memories(call).get(id(call), version);
        if (!call.notModified("\"" + memory.version() + "\"")) {
            call.etag(memory.version()).json(200, out -> EncodeMemories.whole(out, memory));
        }
    }

    private void move(Call call) {
        DecodeMemories.Transfer transfer = DecodeMemories.transfer(call.json());
        Memories memories = memories(call);
        int moved;
        long revision;
        if (transfer.key() == null) {
            Committed<Integer> all = memories.moveAll(transfer.from(), transfer.to());
            moved = all.value();
            revision = all.revision();
        } else {
            revision = memories.move(new MemoryKey(transfer.from(), transfer.key()), transfer.to())
                    .revision();
            moved = 1;
        }
        call.revision(revision).json(200, out -> {
            out.writeStartObject();
            out.writeNumberProperty("moved", moved);
            out.writeEndObject();
        });
    }

    private void export(Call call) throws IOException {
        MemoryFilter filter = filter(call.query());
        Memories memories = memories(call);
        // asked first: once the stream has begun, nothing can be said any more
        Page<Memory> page = memories.search(filter, PageRequest.first(EXPORT));
        try (OutputStream out = new BufferedOutputStream(call.stream(200, "application/x-ndjson"), BUFFER)) {
            while (true) {
                for (Memory memory : page.items()) {
                    out.write(JsonIo.bytes(json -> EncodeMemories.whole(json, memory)));
                    out.write('\n');
                }
                if (page.next() == null) {
                    return;
                }
                page = memories.search(filter, new PageRequest(EXPORT, page.next(), PageRequest.TotalMode.NONE));
            }
        }
    }

    private static void answer(Call call, Committed<Memory> put) {
        call.revision(put.revision())
                .etag(put.value().version())
                .json(200, out -> EncodeMemories.memory(out, put.value()));
    }

    private static MemoryFilter filter(Query query) {
        return new MemoryFilter(
                        prefix(query),
                        query.choice("type", MemoryType.class),
                        DecodeMemories.pattern(query.text("key")),
                        Map.of(),
                        query.text("text"))
                .having(DecodeMemories.fields(query.text("fields")));
    }

    private static Namespace prefix(Query query) {
        String prefix = query.text("prefix");
        return prefix == null ? Namespace.ROOT : Namespace.parse("prefix", prefix);
    }

    private static MemoryKey id(Call call) {
        return new MemoryKey(
                Namespace.parse("namespace", required("namespace", call.query().text("namespace"))),
                required("key", call.query().text("key")));
    }

    private static String required(String name, @Nullable String value) {
        if (value == null) {
            throw new InvalidArgument(name, "is required");
        }
        return value;
    }

    private Memories memories(Call call) {
        return call.workspace(cairn).memories();
    }
}
