package dev.cairn.conformance.model;

import dev.cairn.error.StoreException;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs scripts on reference models, one per workspace. */
final class ModelTarget implements Target {
    private final List<ReferenceModel> models = new ArrayList<>();
    private final List<List<Set<Change>>> feeds = new ArrayList<>();

    /** @param empty one model per workspace */
    ModelTarget(List<ReferenceModel> empty) {
        models.addAll(empty);
        empty.forEach(model -> feeds.add(new ArrayList<>()));
    }

    ReferenceModel model(int workspace) {
        return models.get(workspace);
    }

    @Override
    public List<Set<Change>> feed(int workspace) {
        return feeds.get(workspace);
    }

    @Override
    public Outcome run(Act act) {
        ReferenceModel model = models.get(act.workspace());
        return switch (act) {
            case Act.Transact transact -> transact(transact, model.copy());
            case Act.Look look -> {
                List<@Nullable Object> answers = new ArrayList<>();
                look.queries().forEach(query -> answers.add(query.ask(model)));
                yield new Outcome.Answered(answers, false);
            }
            case Act.Stage stage -> {
                BlobRef ref = Values.reference(Pools.CONTENTS.get(stage.content()));
                model.stage(ref, stage.at());
                yield new Outcome.Answered(List.of(ref), false);
            }
            case Act.Collect collect -> {
                List<BlobRef> gone = model.collect(collect.stagedBefore());
                yield new Outcome.Answered(
                        List.of(
                                gone.size(),
                                gone.stream().mapToLong(BlobRef::size).sum()),
                        false);
            }
            case Act.Compact compact -> new Outcome.Answered(List.of(), false);
        };
    }

    private Outcome transact(Act.Transact transact, ReferenceModel transaction) {
        List<@Nullable Object> answers = new ArrayList<>();
        try {
            transact.operations().forEach(operation -> answers.add(operation.run(transaction)));
        } catch (StoreException e) {
            return Outcome.Refused.with(List.of(e));
        } catch (ReferenceModel.AnyOf e) {
            return Outcome.Refused.with(e.allowed);
        }
        if (!transact.aborts()) {
            models.set(transact.workspace(), transaction);
            if (!transaction.changes().isEmpty()) {
                List<Set<Change>> feed = feeds.get(transact.workspace());
                feed.add(transaction.changes());
                ModelAudit.commit(transaction, transaction.changesAt(feed.size()));
            }
        }
        return new Outcome.Answered(answers, transact.aborts());
    }
}
