package dev.cairn.conformance.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many scripts from one seed; the first that fails is shrunk and reported in a form to attach to an issue. */
final class ModelRun {
    private static final int MAX_SHRINKING_RUNS = 400;

    private final Supplier<Target> fresh;
    private final Function<List<Act>, Optional<String>> play;

    /** @param fresh gives the store under test with empty workspaces, at each call others */
    ModelRun(Supplier<Target> fresh) {
        this.fresh = fresh;
        play = script -> new ModelCheck(this.fresh.get(), model()).play(script);
    }

    private static ModelTarget model() {
        return new ModelTarget(IntStream.range(0, Generator.WORKSPACES)
                .mapToObj(i -> new ReferenceModel())
                .toList());
    }

    /** The report on the first failing script; empty when all agree. */
    Optional<String> failure(long seed, int scripts, int length) {
        for (int i = 0; i < scripts; i++) {
            List<Act> script = new Generator(seed + i).script(length);
            if (play.apply(script).isPresent()) {
                return Optional.of(report(seed + i, script));
            }
        }
        return Optional.empty();
    }

    private String report(long seed, List<Act> script) {
        List<Act> shrunk = new Shrinker(part -> play.apply(part).isPresent(), MAX_SHRINKING_RUNS).shrink(script);
        String difference = play.apply(shrunk).orElse("(does not fail every time: the difference is gone)");
        return """
                the store and the reference model disagree.
                Reproduce with -Dconformance.seed=%d -Dconformance.scripts=1 -Dconformance.length=%d
                Shortest failing script found (%d of %d lines; T is %s; w0 and w1 are workspaces):
                %s
                Difference at %s
                """.formatted(
                        seed, script.size(), shrunk.size(), script.size(), Pools.T0, Act.print(shrunk), difference);
    }
}
