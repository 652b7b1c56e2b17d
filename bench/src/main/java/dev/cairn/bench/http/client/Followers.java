package dev.cairn.bench.http.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Many followers of one server on one thread, which looks in what they get for numbers behind a marker. */
public final class Followers implements AutoCloseable {
    /** Told of each number, on the thread of the followers. */
    @FunctionalInterface
    public interface Listener {
        /** @param nanos when the bytes were read, as {@link System#nanoTime} */
        void delivered(int follower, int number, long nanos);
    }

    private final Selector selector = Selector.open();
    private final List<FollowerConnection> connections = new ArrayList<>();
    private final Queue<FollowerConnection> arriving = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final AtomicInteger lost = new AtomicInteger();
    private final CountDownLatch open;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable String firstLoss;
    private long now;

    /**
     * Connects all.
     *
     * @param path of each, by index
     * @param marker what stands before a number of eight digits
     */
    public Followers(
            InetSocketAddress address, Transport transport, List<String> path, String marker, Listener listener)
            throws IOException {
        open = new CountDownLatch(path.size());
        thread = Thread.ofPlatform().name("followers").daemon(true).start(this::read);
        for (int i = 0; i < path.size(); i++) {
            int index = i;
            FollowerConnection connection = new FollowerConnection(
                    address, transport, path.get(i), marker, number -> listener.delivered(index, number, now));
            connections.add(connection);
            arriving.add(connection);
            selector.wakeup();
        }
    }

    /** Waits until each gets what happens from now on. */
    public void awaitOpen(Duration longest) throws InterruptedException {
        if (!open.await(longest.toMillis(), TimeUnit.MILLISECONDS) || lost.get() > 0) {
            throw new IllegalStateException(
                    open.getCount() + " followers were not let in, " + lost + " were lost: " + firstLoss);
        }
    }

    /** Followers whose connection the server ended. */
    public int lost() {
        return lost.get();
    }

    /** Processor time that reading has taken so far: it is taken from the server's machine. */
    public long processorNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    private void read() {
        try {
            while (!closing) {
                selector.select(this::ready, 1_000);
                for (FollowerConnection next = arriving.poll(); next != null; next = arriving.poll()) {
                    next.register(selector);
                }
            }
        } catch (IOException e) {
            firstLoss = e.toString();
            lost.addAndGet(connections.size());
        }
    }

    private void ready(SelectionKey key) {
        FollowerConnection connection = (FollowerConnection) key.attachment();
        boolean before = connection.open();
        now = System.nanoTime();
        try {
            connection.read(buffer);
        } catch (IOException e) {
            firstLoss = firstLoss == null ? e.toString() : firstLoss;
            lost.incrementAndGet();
            connection.end();
        }
        if (!before && connection.open()) {
            open.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(FollowerConnection::end);
        selector.close();
    }
}
