package dev.cairn.conformance.model;

import java.util.ArrayList;
import java.util.List;

/** Makes random scripts from a seed. */
final class Generator {
    static final int WORKSPACES = 2;

    private final Dice dice;
    private final RunDraws runs;
    private final SessionDraws sessions;
    private final MemoryDraws memories;
    private final TaskDraws tasks;

    Generator(long seed) {
        dice = new Dice(seed);
        runs = new RunDraws(dice);
        sessions = new SessionDraws(dice);
        memories = new MemoryDraws(dice);
        tasks = new TaskDraws(dice);
    }

    List<Act> script(int length) {
        List<Act> script = new ArrayList<>();
        for (int workspace = 0; workspace < WORKSPACES; workspace++) {
            script.add(new Act.Stage(workspace, workspace, dice.time()));
            script.add(new Act.Stage(workspace, 2, dice.time()));
            for (int i = 0; i < 4; i++) {
                script.add(write(workspace, new RunCommands.InsertExecution(runs.execution())));
            }
            for (int i = 0; i < 2; i++) {
                script.add(write(workspace, new SessionCommands.Insert(sessions.session())));
                script.add(write(workspace, memories.put()));
                script.add(write(workspace, tasks.enqueue()));
            }
        }
        while (script.size() < length) {
            script.add(act(dice.below(WORKSPACES)));
        }
        return script;
    }

    private static Act write(int workspace, Operation operation) {
        return new Act.Transact(workspace, List.of(operation), false);
    }

    private Act act(int workspace) {
        int kind = dice.below(100);
        if (kind < 70) {
            return new Act.Transact(workspace, dice.several(this::operation), dice.below(10) == 0);
        }
        if (kind < 90) {
            return new Act.Look(workspace, dice.several(this::query));
        }
        if (kind < 95) {
            return new Act.Stage(workspace, dice.below(Pools.CONTENTS.size()), dice.time());
        }
        return kind < 97 ? new Act.Collect(workspace, dice.time()) : new Act.Compact(workspace);
    }

    private Operation operation() {
        int kind = dice.below(100);
        if (kind < 20) {
            return query();
        }
        if (kind < 50) {
            return runs.operation();
        }
        if (kind < 65) {
            return sessions.command();
        }
        if (kind < 78) {
            return memories.command();
        }
        return kind < 92 ? tasks.command() : AuditDraws.command(dice);
    }

    private Operation.Query query() {
        int kind = dice.below(100);
        if (kind < 40) {
            return runs.query();
        }
        if (kind < 55) {
            return sessions.query();
        }
        if (kind < 73) {
            return memories.query();
        }
        return kind < 91 ? tasks.query() : AuditDraws.query(dice);
    }
}
