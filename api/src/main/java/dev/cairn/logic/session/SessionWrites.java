package dev.cairn.logic.session;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.EventHead;
import dev.cairn.model.Ids;
import dev.cairn.model.Session;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.WriterLease;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes to sessions, prepared for any transaction. */
final class SessionWrites {
    private SessionWrites() {}

    static Session require(View view, String id) {
        return view.sessions().find(id).orElseThrow(() -> new NotFound("session", id));
    }

    static EventHead head(View view, String id) {
        return view.events().head(id).orElseThrow(() -> new NotFound("session", id));
    }

    static Prepared<Session> create(Scope scope, NewSession input) {
        String id = input.id() == null ? scope.ids().next() : Ids.check("id", input.id());
        Instant now = scope.now();
        Session session = SessionRules.created(input, id, now);
        StateDelta state = StateDelta.parse("state", input.state());
        return tx -> {
            tx.sessions().insert(session);
            StateWrites writes = new StateWrites(session);
            writes.add(state);
            writes.apply(tx, now);
            return session;
        };
    }

    static Prepared<Session> change(Scope scope, String id, SessionPatch patch, @Nullable Long expectedVersion) {
        Inputs.metadata(patch.metadata());
        Instant now = scope.now();
        return tx -> {
            Session present = require(tx, id);
            expect(present, expectedVersion);
            Session next = SessionRules.patched(present, patch, now);
            if (next.version() == present.version()) {
                return present;
            }
            tx.sessions().update(next, present.version());
            if (next.status() == SessionStatus.TERMINATED && present.status() != SessionStatus.TERMINATED) {
                clear(tx, id);
            }
            return next;
        };
    }

    private static void expect(Session present, @Nullable Long expectedVersion) {
        if (expectedVersion != null && expectedVersion != present.version()) {
            throw new ConditionFailed("session", present.id(), expectedVersion, present.version());
        }
    }

    /** The state that ends with a session (STATE-5). */
    private static void clear(Transaction tx, String id) {
        tx.state().clear(new StateOwner(StateScope.TEMP, id));
        tx.state().clear(new StateOwner(StateScope.SESSION, id));
    }

    static Prepared<@Nullable Void> delete(String id, @Nullable Long expectedVersion) {
        return tx -> {
            expect(require(tx, id), expectedVersion);
            clear(tx, id);
            tx.sessions().delete(id);
            return null;
        };
    }

    static Prepared<WriterLease> lease(Scope scope, String id, String holder, Duration time) {
        Inputs.text("holder", holder, Limits.OWNER);
        Instant now = scope.now();
        Instant until = now.plus(Inputs.lease("lease", time));
        return tx -> {
            SessionRules.requireWritable(require(tx, id));
            WriterLease present = head(tx, id).lease();
            long token = present == null ? 0 : present.token();
            // renewing keeps the token; taking it anew, be it after oneself, leaves earlier ones behind
            boolean renewed = false;
            if (present != null && present.heldAt(now)) {
                if (!holder.equals(present.holder())) {
                    throw new ConditionFailed("lease", id, 0, token);
                }
                renewed = true;
            }
            WriterLease next = new WriterLease(holder, renewed ? token : token + 1, until);
            tx.events().lease(id, next, token);
            return next;
        };
    }

    static Prepared<@Nullable Void> release(Scope scope, String id, long token) {
        Instant now = scope.now();
        return tx -> {
            require(tx, id);
            WriterLease present = head(tx, id).lease();
            if (present == null || present.token() != token) {
                throw new ConditionFailed("lease", id, token, present == null ? 0 : present.token());
            }
            if (present.holder() != null) {
                tx.events().lease(id, new WriterLease(null, token, now), token);
            }
            return null;
        };
    }
}
