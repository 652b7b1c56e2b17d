package dev.cairn.logic.memory;

import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.ScoredMemory;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Search by likeness: exact, by scoring every embedding that the filter leaves, in one snapshot. A store hands them out in
 * pages of bounded size, so that no more than one page is in memory, however many there are; it may leave out what cannot be
 * among the best any more.
 */
final class Nearest {
    private static final int PAGE_NUMBERS = 1 << 20;
    private static final int MAX_PAGE = 4_096;

    /** Once enough are known, a store may leave out what is less like: the sooner, the less is read. */
    private static final int FIRST_PAGE = 256;

    /** Best first; of equal ones that with the lesser key (MEM-7). */
    private static final Comparator<Candidate> BEST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id);

    private record Candidate(MemoryKey id, double score) {}

    private Nearest() {}

    static List<ScoredMemory> find(View view, NearestQuery query, Instant now) {
        List<Candidate> best = best(view, query, now);
        Map<MemoryKey, Memory> found = new HashMap<>();
        if (!best.isEmpty()) {
            view.memories()
                    .findAll(best.stream().map(Candidate::id).toList())
                    .forEach(memory -> found.put(memory.id(), memory));
        }
        List<ScoredMemory> scored = new ArrayList<>();
        for (Candidate candidate : best) {
            Memory memory = found.get(candidate.id());
            if (memory != null) {
                scored.add(new ScoredMemory(memory, candidate.score()));
            }
        }
        return scored;
    }

    private static List<Candidate> best(View view, NearestQuery query, Instant now) {
        PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(BEST.reversed());
        int dimension = query.embedding().dimension();
        int most = Math.min(MAX_PAGE, PAGE_NUMBERS / dimension);
        MemoryKey after = null;
        int size = 0;
        List<MemoryVector> page;
        do {
            size = Math.min(most, size == 0 ? FIRST_PAGE : size * 4);
            page = view.memorySearch()
                    .vectors(query.prefix(), query.type(), likeness(query, worstFirst), now, after, size);
            for (MemoryVector vector : page) {
                worstFirst.add(new Candidate(vector.id(), query.embedding().cosine(vector.embedding())));
                if (worstFirst.size() > query.limit()) {
                    worstFirst.remove();
                }
                after = vector.id();
            }
        } while (page.size() == size);
        List<Candidate> best = new ArrayList<>(worstFirst);
        Collections.sort(best, BEST);
        return best;
    }

    /** What could still be found: keys rise from page to page, so that none of them wins by its key. */
    private static Likeness likeness(NearestQuery query, PriorityQueue<Candidate> worstFirst) {
        Candidate worst = worstFirst.peek();
        return worst == null || worstFirst.size() < query.limit()
                ? Likeness.any(query.embedding())
                : new Likeness(query.embedding(), worst.score());
    }
}
