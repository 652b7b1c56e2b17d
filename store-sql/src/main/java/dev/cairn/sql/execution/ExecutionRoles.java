package dev.cairn.sql.execution;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.ArtifactWriter;
import dev.cairn.store.ExecutionWriter;
import dev.cairn.store.ProducerWriter;
import dev.cairn.store.StepWriter;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The roles of executions and of what stands under them but logs, over the statements of one connection. */
public final class ExecutionRoles {
    public static final Part PART = new Part(
            List.of(
                    "dev/cairn/sql/execution/executions.xml",
                    "dev/cairn/sql/execution/steps.xml",
                    "dev/cairn/sql/execution/artifacts.xml",
                    "dev/cairn/sql/execution/producers.xml",
                    "dev/cairn/sql/execution/blobs.xml"),
            List.of(
                    ExecutionMapper.class,
                    StepMapper.class,
                    ArtifactMapper.class,
                    ProducerMapper.class,
                    BlobMapper.class),
            ExecutionRows.ALL);

    private final ExecutionMapper executions;
    private final StepMapper steps;
    private final ArtifactMapper artifacts;
    private final ProducerMapper producers;

    public ExecutionRoles(SqlSession session) {
        executions = session.getMapper(ExecutionMapper.class);
        steps = session.getMapper(StepMapper.class);
        artifacts = session.getMapper(ArtifactMapper.class);
        producers = session.getMapper(ProducerMapper.class);
    }

    public ExecutionWriter executions(SqlScope scope) {
        return new SqlExecutions(scope, executions);
    }

    public StepWriter steps(SqlScope scope) {
        return new SqlSteps(scope, steps);
    }

    public ArtifactWriter artifacts(SqlScope scope) {
        return new SqlArtifacts(scope, artifacts, executions);
    }

    public ProducerWriter producers(SqlScope scope) {
        return new SqlProducers(scope, producers);
    }
}
