package dev.cairn.bench.http.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A selector with its connections. */
final class LoadThread implements AutoCloseable {
    private static final long COARSE = 2_000_000;
    private static final long FINE = 50_000;

    private final Selector selector = Selector.open();
    private final List<LoadConnection> connections = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private final ByteBuffer out = ByteBuffer.allocateDirect(256 * 1024);
    private final Consumer<SelectionKey> ready = this::ready;
    private Tally tally = new Tally();
    private Requests requests = n -> {
        throw new IllegalStateException("no loop runs");
    };
    private Consumer<LoadConnection> whenFree = connection -> {};
    private int busy;

    LoadThread(InetSocketAddress address, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connections.add(new LoadConnection(address, selector));
        }
    }

    Tally closed(Requests what, AtomicLong next, long most, long end, long giveUp) throws IOException {
        begin(what, connection -> {
            if (System.nanoTime() < end) {
                long n = next.getAndIncrement();
                if (n < most) {
                    send(connection, n, 0);
                }
            }
        });
        connections.forEach(whenFree);
        while (busy > 0 && System.nanoTime() < giveUp) {
            selector.select(ready, 100);
        }
        return finish();
    }

    /** Sends the requests {@code first}, {@code first + step} ... when they are due. */
    Tally open(Requests what, int first, int step, long began, double gap, long length, long grace) throws IOException {
        ArrayDeque<LoadConnection> free = new ArrayDeque<>(connections);
        begin(what, free::add);
        long n = first;
        while (true) {
            long now = System.nanoTime() - began;
            long due = (long) (n * gap);
            if (due >= length ? busy == 0 : now > length + grace) {
                break;
            }
            if (now > length + grace) {
                break;
            }
            if (due < length && due <= now && !free.isEmpty()) {
                send(free.remove(), n, began + due);
                n += step;
            } else if (due >= length || due <= now) {
                selector.select(ready, 100);
            } else if (due - now > COARSE) {
                selector.select(ready, (due - now) / 1_000_000 - 1);
            } else if (selector.selectNow(ready) == 0) {
                LockSupport.parkNanos(Math.min(due - now, FINE));
            }
        }
        for (; (long) (n * gap) < length; n += step) {
            tally.failure("never sent", "");
        }
        return finish();
    }

    private void begin(Requests what, Consumer<LoadConnection> free) {
        tally = new Tally();
        requests = what;
        whenFree = free;
        busy = 0;
    }

    /** What is still unanswered is an error, and its connection is of no more use. */
    private Tally finish() throws IOException {
        whenFree = connection -> {};
        for (LoadConnection connection : connections) {
            if (connection.busy()) {
                tally.failure("unanswered", "");
                connection.reconnect(selector);
            }
        }
        return tally;
    }

    /** @param due when it should have been sent; 0: now */
    private void send(LoadConnection connection, long n, long due) {
        Request request = requests.request(n);
        long now = System.nanoTime();
        requests.sending(n, now);
        busy++;
        try {
            connection.send(request, n, due == 0 ? now : due, out);
        } catch (IOException e) {
            lost(connection, e);
        }
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable() && connection.read(in)) {
                answered(connection);
            }
        } catch (IOException e) {
            lost(connection, e);
        }
    }

    private void answered(LoadConnection connection) {
        long now = System.nanoTime();
        busy--;
        if (connection.succeeded()) {
            tally.success(now - connection.start());
            requests.answered(connection.number(), now);
        } else {
            tally.failure("status " + connection.status(), connection.errorBody());
        }
        whenFree.accept(connection);
    }

    private void lost(LoadConnection connection, IOException e) {
        boolean wasBusy = connection.busy();
        try {
            connection.reconnect(selector);
        } catch (IOException refused) {
            throw new IllegalStateException("the server no longer accepts connections", refused);
        }
        if (wasBusy) {
            busy--;
            tally.failure("connection lost", String.valueOf(e.getMessage()));
            whenFree.accept(connection);
        }
    }

    @Override
    public void close() throws IOException {
        for (LoadConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
