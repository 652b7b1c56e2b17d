package dev.cairn.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.error.LimitExceeded;
import dev.cairn.model.EntityKind;
import org.junit.jupiter.api.Test;

class ChangeSetTest {
    @Test
    void holdsSoManyEntitiesAndNoMore() {
        ChangeSet changes = new ChangeSet();
        for (int i = 0; i < ChangeSet.MOST; i++) {
            String id = Integer.toString(i);
            changes.put(EntityKind.TASK, id, id, 1);
        }
        assertThatThrownBy(() -> changes.put(EntityKind.TASK, "more", "more", 1))
                .isInstanceOf(LimitExceeded.class)
                .hasMessageContaining("changed entities");
        changes.put(EntityKind.TASK, "0", "0", 2);
        assertThat(changes.at(7)).hasSize(ChangeSet.MOST);
        assertThat(changes.at(7).getLast().version()).isEqualTo(2);
    }
}
