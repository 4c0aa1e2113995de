/* The limit: a server that knows only enough of Socket.IO for load.c, and sends an event by one
 * blocking write() for each socket. Prints its port. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int sockets[65536], members;

static void send_text(int fd, const char *text, size_t size) {
    unsigned char frame[1024];
    size_t head = size < 126 ? 2 : 4;
    frame[0] = 0x81;
    frame[1] = size < 126 ? size : 126;
    if (head == 4) frame[2] = size >> 8, frame[3] = size & 0xff;
    memcpy(frame + head, text, size);
    if (write(fd, frame, head + size) < 0) exit(1);
}

static void fan_out(int events) {
    /* The same bytes as the other servers send: see event in ours.py. */
    unsigned char frame[1024];
    char text[512];
    int size = snprintf(text, sizeof text, "42/agent,[\"event\",{\"text\":\"%0*d\"}]", 200 - 11, 0);
    frame[0] = 0x81, frame[1] = 126, frame[2] = size >> 8, frame[3] = size & 0xff;
    memcpy(frame + 4, text, size);
    for (int e = 0; e < events; e++)
        for (int i = 0; i < members; i++)
            if (write(sockets[i], frame, size + 4) < 0) exit(1);
}

static void on_data(int fd, char *data, ssize_t size) {
    static const char answer[] =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    data[size] = 0;
    if (!strncmp(data, "GET", 3)) {
        if (write(fd, answer, sizeof answer - 1) < 0) exit(1);
        send_text(fd, "0{\"sid\":\"x\"}", 12);
    } else if (!strncmp(data + 6, "40", 2)) {
        sockets[members++] = fd;
        send_text(fd, "40/agent,{\"sid\":\"x\"}", 20);
    } else if (strstr(data + 6, "go")) {
        fan_out(atoi(strstr(data + 6, "go") + 4));
    }
}

int main(void) {
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t length = sizeof at;
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0), epoll = epoll_create1(0);
    inet_pton(AF_INET, "127.0.0.1", &at.sin_addr);
    if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 4096)) return 1;
    getsockname(listener, (struct sockaddr *)&at, &length);
    printf("port %d\n", ntohs(at.sin_port));
    fflush(stdout);
    struct epoll_event e = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    for (;;) {
        struct epoll_event ready[256];
        int n = epoll_wait(epoll, ready, 256, -1);
        for (int i = 0; i < n; i++) {
            int fd = ready[i].data.fd;
            char data[4096];
            if (fd == listener) {
                fd = accept(listener, NULL, NULL);
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                e.data.fd = fd;
                epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
                continue;
            }
            ssize_t got = read(fd, data, sizeof data - 1);
            if (got <= 0) close(fd);
            else on_data(fd, data, got);
        }
    }
}
