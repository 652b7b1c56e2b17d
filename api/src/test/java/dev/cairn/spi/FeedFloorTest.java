package dev.cairn.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Position;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FeedFloorTest {
    private static final Position AT_3 = new Position("life", 3, null);

    @Test
    @DisplayName("the start, the floor and what lies above it can be followed; an old position below cannot")
    void plainPositions() {
        assertThat(FeedFloor.allows(Position.START, 10)).isTrue();
        assertThat(FeedFloor.allows(new Position("life", 0, null), 10)).isTrue();
        assertThat(FeedFloor.allows(Position.after(10), 10)).isTrue();
        assertThat(FeedFloor.allows(AT_3, 10)).isFalse();
    }

    @Test
    @DisplayName(
            "what is reached from the start can be followed below the floor, by its text too, until a later compaction")
    void reachedFromStart() {
        Position first = FeedFloor.reached(Position.START, AT_3, 10);
        Position second = FeedFloor.reached(first, new Position("life", 5, "2:1"), 10);
        assertThat(Position.parse("position", second.token())).isEqualTo(second);
        assertThat(FeedFloor.allows(first, 10)).isTrue();
        assertThat(FeedFloor.allows(second, 10)).isTrue();
        assertThat(FeedFloor.allows(second, 11)).isFalse();
        assertThat(FeedFloor.unmarked(first)).isEqualTo(AT_3);
        assertThat(FeedFloor.unmarked(second)).isEqualTo(new Position("life", 5, "2:1"));
        assertThat(FeedFloor.reached(second, Position.after(10), 10)).isEqualTo(Position.after(10));
        assertThat(FeedFloor.reached(AT_3, Position.after(4), 0)).isEqualTo(Position.after(4));
    }

    @Test
    @DisplayName("what only resembles a mark is left to the engine")
    void notAMark() {
        for (String seen : new String[] {"f", "fx", "f-1", "f99999999999999999999", "x"}) {
            Position odd = new Position("life", 3, seen);
            assertThat(FeedFloor.unmarked(odd)).isEqualTo(odd);
            assertThat(FeedFloor.allows(odd, 10)).isFalse();
        }
    }
}
