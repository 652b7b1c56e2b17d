package dev.cairn;

import dev.cairn.logic.Changes;
import dev.cairn.logic.Scope;
import dev.cairn.logic.audit.Audits;
import dev.cairn.logic.execution.Artifacts;
import dev.cairn.logic.execution.Batches;
import dev.cairn.logic.execution.Executions;
import dev.cairn.logic.execution.Export;
import dev.cairn.logic.execution.Logs;
import dev.cairn.logic.execution.Reconciler;
import dev.cairn.logic.execution.Retention;
import dev.cairn.logic.execution.Steps;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.session.Sessions;
import dev.cairn.logic.session.States;
import dev.cairn.logic.task.ClaimDesk;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Attribution;
import dev.cairn.model.WorkspaceId;

/** What one workspace offers. Cheap to make, safe for use by many threads, holds nothing to close. */
public final class CairnWorkspace {
    private final Scope scope;
    private final ClaimDesk claims;

    CairnWorkspace(Scope scope, ClaimDesk claims) {
        this.scope = scope;
        this.claims = claims;
    }

    public WorkspaceId id() {
        return scope.workspace();
    }

    /**
     * The same workspace, whose writes leave entries in the audit (AUDIT-1). Without it writes leave none.
     *
     * @throws dev.cairn.error.InvalidArgument for an empty actor or reason
     * @throws dev.cairn.error.LimitExceeded for one that is too long
     */
    public CairnWorkspace as(Attribution by) {
        return new CairnWorkspace(scope.as(by), claims);
    }

    public Executions executions() {
        return new Executions(scope);
    }

    public Steps steps() {
        return new Steps(scope);
    }

    public Logs logs() {
        return new Logs(scope);
    }

    public Artifacts artifacts() {
        return new Artifacts(scope);
    }

    public Sessions sessions() {
        return new Sessions(scope);
    }

    public States state() {
        return new States(scope);
    }

    public Memories memories() {
        return new Memories(scope);
    }

    public Audits audit() {
        return new Audits(scope);
    }

    public Tasks tasks() {
        return new Tasks(scope, claims);
    }

    public Batches batches() {
        return new Batches(scope);
    }

    public Changes changes() {
        return new Changes(scope);
    }

    public Export export() {
        return new Export(scope);
    }

    public Retention retention() {
        return new Retention(scope);
    }

    public Reconciler reconciler() {
        return new Reconciler(scope);
    }
}
