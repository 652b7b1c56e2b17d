package dev.cairn.conformance.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Stands between a store and its engine: passes bytes on, cuts connections, or freezes them. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean frozen;
    private boolean refusing;
    private @Nullable String cutAtReply;

    public TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("kit-proxy").start(this::accept);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** Closes every connection that there is; new ones are let through. */
    public void cut() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Cuts, and refuses new connections until false is given. */
    public void refuse(boolean on) {
        lock.lock();
        try {
            refusing = on;
        } finally {
            lock.unlock();
        }
        if (on) {
            cut();
        }
    }

    /** Holds every byte back, in both directions, until false is given. */
    public void freeze(boolean on) {
        lock.lock();
        try {
            frozen = on;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Cuts the connection in the place of the next answer with that text in it, which nobody then receives. */
    public void cutAtReply(String text) {
        lock.lock();
        try {
            cutAtReply = text;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().name("kit-proxy").start(() -> connect(client));
            } catch (IOException e) {
                cut(); // the proxy was closed
            }
        }
    }

    private void connect(Socket client) {
        Socket engine = new Socket();
        sockets.add(engine);
        try {
            if (isRefusing()) {
                close(client);
                return;
            }
            engine.connect(target);
            Thread.ofVirtual().name("kit-proxy").start(() -> pump(client, engine, false));
            pump(engine, client, true);
        } catch (IOException e) {
            close(client);
            close(engine);
        }
    }

    private boolean isRefusing() {
        lock.lock();
        try {
            return refusing;
        } finally {
            lock.unlock();
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!mayPass(new String(buffer, 0, n, StandardCharsets.ISO_8859_1), replies)) {
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            cut(from, to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayPass(String bytes, boolean replies) throws InterruptedException {
        lock.lock();
        try {
            while (frozen) {
                changed.await();
            }
            if (replies && cutAtReply != null && bytes.contains(cutAtReply)) {
                cutAtReply = null;
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static void cut(Socket one, Socket other) {
        close(one);
        close(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        freeze(false);
        cut();
    }
}
