/* Many Socket.IO clients in one process, cheap enough to drive any server on the same machine.
 *
 *   load PORT COUNT IN_FLIGHT
 *
 * Connects COUNT WebSockets to the namespace /agent, at most IN_FLIGHT at a time, prints
 * "connected SECONDS", then obeys lines on standard input:
 *   go EVENTS   asks the server to send EVENTS events to the room, prints "done SECONDS" when
 *               every socket has got every one of them (seconds from asking to the last)
 *   quit
 * Pings are answered all the while. A closed connection ends it with exit code 1.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HANDSHAKE, OPENING, JOINING, IN };

struct client {
    int fd, state, have;
    char half[4096]; /* a frame or an HTTP answer that is not all here yet */
};

static struct client *clients;
static int port, count, in_flight, started, joined;
static long events_seen;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) {
    fprintf(stderr, "load: %s (%s), %d of %d joined\n", what, strerror(errno), joined, count);
    exit(1);
}

static void send_frame(int fd, int opcode, const char *data, size_t size) {
    /* Clients must mask; a mask of zeros leaves the data as it is. */
    unsigned char frame[512];
    size_t head = 2;
    frame[0] = 0x80 | opcode;
    if (size < 126) {
        frame[1] = 0x80 | size;
    } else {
        frame[1] = 0x80 | 126;
        frame[2] = size >> 8;
        frame[3] = size & 0xff;
        head = 4;
    }
    memset(frame + head, 0, 4);
    memcpy(frame + head + 4, data, size);
    if (write(fd, frame, head + 4 + size) < 0) fail("write");
}

static void send_text(int fd, const char *text) {
    send_frame(fd, 1, text, strlen(text));
}

static void start(int epoll, struct client *c) {
    static const char request[] =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    int one = 1;
    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) fail("socket");
    if (connect(c->fd, (struct sockaddr *)&to, sizeof to)) fail("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    if (write(c->fd, request, sizeof request - 1) < 0) fail("write");
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &e);
    started++;
}

static void on_text(struct client *c, const char *text, size_t size) {
    if (size && text[0] == '2') {
        send_text(c->fd, "3");
    } else if (c->state == OPENING && text[0] == '0') {
        send_text(c->fd, "40/agent,{\"token\":\"none\"}");
        c->state = JOINING;
    } else if (c->state == JOINING && size > 1 && text[1] == '0') {
        c->state = IN;
        joined++;
    } else if (c->state == IN && size > 1 && text[1] == '2') {
        events_seen++;
    } else {
        fail("unexpected packet");
    }
}

/* How many of the bytes were used. */
static size_t consume(struct client *c, const unsigned char *data, size_t size) {
    size_t at = 0;
    if (c->state == HANDSHAKE) {
        const char *end = memmem(data, size, "\r\n\r\n", 4);
        if (!end) return 0;
        if (memcmp(data, "HTTP/1.1 101", 12)) fail("no upgrade");
        c->state = OPENING;
        at = (const unsigned char *)end + 4 - data;
    }
    while (size - at >= 2) {
        size_t head = 2, length = data[at + 1] & 0x7f;
        if (length == 126) {
            if (size - at < 4) break;
            length = data[at + 2] << 8 | data[at + 3];
            head = 4;
        }
        if (size - at < head + length) break;
        const char *payload = (const char *)data + at + head;
        int opcode = data[at] & 0x0f;
        if (opcode == 8) fail("closed by the server");
        if (opcode == 9) send_frame(c->fd, 10, payload, length);
        else on_text(c, payload, length);
        at += head + length;
    }
    return at;
}

static void on_readable(struct client *c) {
    static unsigned char buffer[65536 + sizeof c->half];
    memcpy(buffer, c->half, c->have);
    ssize_t got = read(c->fd, buffer + c->have, 65536);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) fail("connection lost");
    size_t size = c->have + got, used = consume(c, buffer, size);
    c->have = size - used;
    if (c->have > (int)sizeof c->half) fail("frame too large");
    memcpy(c->half, buffer + used, c->have);
}

static void pump(int epoll, int wait_ms) {
    struct epoll_event ready[512];
    int n = epoll_wait(epoll, ready, 512, wait_ms);
    for (int i = 0; i < n; i++)
        if (ready[i].data.ptr) on_readable(ready[i].data.ptr);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    port = atoi(argv[1]), count = atoi(argv[2]), in_flight = atoi(argv[3]);
    clients = calloc(count, sizeof *clients);
    int epoll = epoll_create1(0);
    double begun = now();
    while (joined < count) {
        while (started < count && started - joined < in_flight) start(epoll, &clients[started]);
        pump(epoll, 1000);
        if (now() - begun > 120) fail("too slow");
    }
    printf("connected %.6f\n", now() - begun);
    fflush(stdout);
    fcntl(0, F_SETFL, O_NONBLOCK);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &e);
    for (;;) {
        char line[64];
        ssize_t got = read(0, line, sizeof line - 1);
        if (got == 0) return 0;
        if (got > 0) {
            line[got] = 0;
            if (!strncmp(line, "quit", 4)) return 0;
            char text[64];
            long wanted = (long)count * atoi(line + 3);
            events_seen = 0;
            begun = now();
            snprintf(text, sizeof text, "42/agent,[\"go\",%d]", atoi(line + 3));
            send_text(clients[0].fd, text);
            while (events_seen < wanted) {
                pump(epoll, 1000);
                if (now() - begun > 120) fail("too slow");
            }
            printf("done %.6f\n", now() - begun);
            fflush(stdout);
        }
        pump(epoll, 1000);
    }
}
