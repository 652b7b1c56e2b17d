package dev.cairn.conformance;

import dev.cairn.conformance.contract.audit.AuditChainContract;
import dev.cairn.conformance.contract.audit.AuditContract;
import dev.cairn.conformance.contract.audit.AuditListContract;
import dev.cairn.conformance.contract.audit.AuditRuleContract;
import dev.cairn.conformance.contract.audit.AuditVerifyContract;
import dev.cairn.conformance.contract.execution.ArtifactContract;
import dev.cairn.conformance.contract.execution.BlobContract;
import dev.cairn.conformance.contract.execution.DeliveryRuleContract;
import dev.cairn.conformance.contract.execution.ExecutionContract;
import dev.cairn.conformance.contract.execution.ExecutionRuleContract;
import dev.cairn.conformance.contract.execution.LogContract;
import dev.cairn.conformance.contract.execution.ProducerContract;
import dev.cairn.conformance.contract.execution.RetentionRuleContract;
import dev.cairn.conformance.contract.execution.StatisticsContract;
import dev.cairn.conformance.contract.execution.StepContract;
import dev.cairn.conformance.contract.execution.StepRuleContract;
import dev.cairn.conformance.contract.feed.FeedContract;
import dev.cairn.conformance.contract.feed.FeedFilterContract;
import dev.cairn.conformance.contract.feed.FeedOrderContract;
import dev.cairn.conformance.contract.feed.FeedPositionContract;
import dev.cairn.conformance.contract.memory.MemoryContract;
import dev.cairn.conformance.contract.memory.MemoryLikenessContract;
import dev.cairn.conformance.contract.memory.MemoryLimitContract;
import dev.cairn.conformance.contract.memory.MemoryMoveContract;
import dev.cairn.conformance.contract.memory.MemoryRuleContract;
import dev.cairn.conformance.contract.memory.MemorySearchContract;
import dev.cairn.conformance.contract.session.EventContract;
import dev.cairn.conformance.contract.session.SessionContract;
import dev.cairn.conformance.contract.session.SessionLifeContract;
import dev.cairn.conformance.contract.session.SessionRuleContract;
import dev.cairn.conformance.contract.session.StateContract;
import dev.cairn.conformance.contract.session.StateRuleContract;
import dev.cairn.conformance.contract.store.AgentDurabilityContract;
import dev.cairn.conformance.contract.store.AgentPageContract;
import dev.cairn.conformance.contract.store.AgentSharedContract;
import dev.cairn.conformance.contract.store.ClosureContract;
import dev.cairn.conformance.contract.store.DurabilityContract;
import dev.cairn.conformance.contract.store.ErrorContract;
import dev.cairn.conformance.contract.store.LifeContract;
import dev.cairn.conformance.contract.store.MigrationContract;
import dev.cairn.conformance.contract.store.NetworkContract;
import dev.cairn.conformance.contract.store.PageContract;
import dev.cairn.conformance.contract.store.SharedContract;
import dev.cairn.conformance.contract.store.TextContract;
import dev.cairn.conformance.contract.store.TimeContract;
import dev.cairn.conformance.contract.store.TransactionContract;
import dev.cairn.conformance.contract.store.WorkspaceContract;
import dev.cairn.conformance.contract.task.TaskCascadeContract;
import dev.cairn.conformance.contract.task.TaskClaimContract;
import dev.cairn.conformance.contract.task.TaskContract;
import dev.cairn.conformance.contract.task.TaskDependencyContract;
import dev.cairn.conformance.contract.task.TaskListContract;
import dev.cairn.conformance.contract.task.TaskQueueContract;
import dev.cairn.conformance.contract.task.TaskRaceContract;
import dev.cairn.conformance.contract.task.TaskRuleContract;
import dev.cairn.conformance.contract.task.TaskTimeContract;
import dev.cairn.conformance.cost.AuditCostContract;
import dev.cairn.conformance.cost.MemoryCostContract;
import dev.cairn.conformance.cost.PlanContract;
import dev.cairn.conformance.cost.RunCostContract;
import dev.cairn.conformance.cost.TaskCostContract;
import dev.cairn.conformance.fault.FaultContract;
import dev.cairn.conformance.fault.MemoryFaultContract;
import dev.cairn.conformance.fault.TaskFaultContract;
import dev.cairn.conformance.harness.StoreUnderTest;
import dev.cairn.conformance.history.FollowerContract;
import dev.cairn.conformance.history.HistoryContract;
import dev.cairn.conformance.model.ModelContract;
import dev.cairn.conformance.model.ReplayContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/**
 * Everything that a backend must prove. A backend's whole test is
 *
 * <pre>{@code
 * @StoreUnderTest(AcmeFixture.class)
 * class AcmeConformanceTest extends StoreConformance {}
 * }</pre>
 *
 * @see StoreUnderTest
 */
@Timeout(180)
public abstract class StoreConformance {
    @Nested
    class Transactions extends TransactionContract {}

    @Nested
    class Closures extends ClosureContract {}

    @Nested
    class Life extends LifeContract {}

    @Nested
    class Migrations extends MigrationContract {}

    @Nested
    class Durability extends DurabilityContract {}

    @Nested
    class AgentDurability extends AgentDurabilityContract {}

    @Nested
    class Network extends NetworkContract {}

    @Nested
    class Shared extends SharedContract {}

    @Nested
    class AgentShared extends AgentSharedContract {}

    @Nested
    class Text extends TextContract {}

    @Nested
    class Times extends TimeContract {}

    @Nested
    class Pages extends PageContract {}

    @Nested
    class AgentPages extends AgentPageContract {}

    @Nested
    class Workspaces extends WorkspaceContract {}

    @Nested
    class Errors extends ErrorContract {}

    @Nested
    class Feeds extends FeedContract {}

    @Nested
    class FeedFilters extends FeedFilterContract {}

    @Nested
    class FeedPositions extends FeedPositionContract {}

    @Nested
    class FeedOrder extends FeedOrderContract {}

    @Nested
    class Executions extends ExecutionContract {}

    @Nested
    class Statistics extends StatisticsContract {}

    @Nested
    class Steps extends StepContract {}

    @Nested
    class Logs extends LogContract {}

    @Nested
    class Producers extends ProducerContract {}

    @Nested
    class Artifacts extends ArtifactContract {}

    @Nested
    class Content extends BlobContract {}

    @Nested
    class Sessions extends SessionContract {}

    @Nested
    class SessionLife extends SessionLifeContract {}

    @Nested
    class Events extends EventContract {}

    @Nested
    class States extends StateContract {}

    @Nested
    class Memories extends MemoryContract {}

    @Nested
    class MemorySearches extends MemorySearchContract {}

    @Nested
    class Audit extends AuditContract {}

    @Nested
    class AuditLists extends AuditListContract {}

    @Nested
    class AuditChain extends AuditChainContract {}

    @Nested
    class AuditCosts extends AuditCostContract {}

    @Nested
    class Tasks extends TaskContract {}

    @Nested
    class TaskLists extends TaskListContract {}

    @Nested
    class TaskQueues extends TaskQueueContract {}

    @Nested
    class Plans extends PlanContract {}

    @Nested
    class RunCosts extends RunCostContract {}

    @Nested
    class MemoryCosts extends MemoryCostContract {}

    @Nested
    class ExecutionRules extends ExecutionRuleContract {}

    @Nested
    class StepRules extends StepRuleContract {}

    @Nested
    class DeliveryRules extends DeliveryRuleContract {}

    @Nested
    class RetentionRules extends RetentionRuleContract {}

    @Nested
    class SessionRules extends SessionRuleContract {}

    @Nested
    class StateRules extends StateRuleContract {}

    @Nested
    class MemoryRules extends MemoryRuleContract {}

    @Nested
    class MemoryMoves extends MemoryMoveContract {}

    @Nested
    class MemoryLikeness extends MemoryLikenessContract {}

    @Nested
    class MemoryLimits extends MemoryLimitContract {}

    @Nested
    class AuditRules extends AuditRuleContract {}

    @Nested
    class AuditVerification extends AuditVerifyContract {}

    @Nested
    class TaskRules extends TaskRuleContract {}

    @Nested
    class TaskTimes extends TaskTimeContract {}

    @Nested
    class TaskDependencies extends TaskDependencyContract {}

    @Nested
    class TaskClaims extends TaskClaimContract {}

    @Nested
    class TaskCascades extends TaskCascadeContract {}

    @Nested
    class TaskFaults extends TaskFaultContract {}

    @Nested
    class TaskCosts extends TaskCostContract {}

    @Nested
    class TaskRaces extends TaskRaceContract {}

    @Nested
    class Histories extends HistoryContract {}

    @Nested
    class Followers extends FollowerContract {}

    @Nested
    class Faults extends FaultContract {}

    @Nested
    class MemoryFaults extends MemoryFaultContract {}

    @Nested
    class Replay extends ReplayContract {}

    @Nested
    class Model extends ModelContract {}
}
