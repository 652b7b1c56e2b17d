package dev.cairn.conformance.model;

import dev.cairn.model.Change;
import java.util.List;
import java.util.Set;

/** What a script can run on: the store under test, or the reference model. */
interface Target {
    Outcome run(Act act);

    /** The feed of a workspace from its start: the changes of each transaction, with revision 0, in commit order. */
    List<Set<Change>> feed(int workspace);
}
