package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HorizonTest {
    @Test
    void aSettledSnapshotNeedsOnlyItsRevision() {
        Position position = Horizon.of(1000, "20:20:").position("e");
        assertThat(position).isEqualTo(new Position("e", 1019, null));
    }

    @Test
    void aSnapshotWithRunningTransactionsComesBackWhole() {
        Horizon horizon = Horizon.of(1000, "20:27:20,23,26");
        Position position = Position.parse("position", horizon.position("e").token());
        assertThat(Horizon.of(position)).isEqualTo(new Horizon(1020, 1027, List.of(1020L, 1023L, 1026L)));
        List<Long> shown = new ArrayList<>();
        for (long revision = 1018; revision < 1029; revision++) {
            if (horizon.shows(revision)) {
                shown.add(revision);
            }
        }
        assertThat(shown).containsExactly(1018L, 1019L, 1021L, 1022L, 1024L, 1025L);
    }

    @Test
    void advancingForgetsWhatIsBehindAndAtLastEverything() {
        Horizon horizon = new Horizon(20, 27, List.of(20L, 23L));
        assertThat(Horizon.of(horizon.advancedTo("e", 21))).isEqualTo(new Horizon(22, 27, List.of(23L)));
        assertThat(Horizon.of(horizon.advancedTo("e", 23))).isEqualTo(new Horizon(24, 27, List.of()));
        assertThat(horizon.advancedTo("e", 26)).isEqualTo(new Position("e", 26, null));
        assertThat(horizon.advancedTo("e", 90)).isEqualTo(new Position("e", 90, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-1",
                "5:",
                "5:5",
                "5:9",
                "5:2,2",
                "5:3,1",
                "5:1,",
                "5:1:2",
                "5; DROP TABLE change",
                "١",
                "99999999999",
                "3:0,1,2,3",
                "10:20:10"
            })
    void whatNoStoreWroteIsRefused(String seen) {
        assertThatThrownBy(() -> Horizon.of(new Position("e", 7, seen)))
                .isInstanceOf(InvalidArgument.class)
                .extracting("field", InstanceOfAssertFactories.STRING)
                .isEqualTo("position");
    }

    @Test
    void thePositionFarthestAwayIsJustFarAway() {
        assertThat(Horizon.of(new Position("", Long.MAX_VALUE, "2147483647")).next())
                .isPositive();
    }
}
