/*
 * The floor: what one sends, all in the same room hear, with one write for each reader and message, on one thread. No protocol beyond
 * RFC 6455, no coalescing, no memory. It shows what the kernel asks for such a delivery. The number at the end of the path is the room.
 * Says "ready at PORT".
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 20000, INPUT = 65536 };

struct connection {
    int open;
    size_t got, waiting, room; /* bytes read and not understood yet; bytes to be written, and the room for them */
    unsigned char *in, *out;
};

static struct connection connections[MOST];
static int room_of[MOST]; /* 0 before the handshake; apart, so that looking for a room's members touches little memory */
static int epoll, highest;

/* --- SHA-1 (FIPS 180-4) of a short text, and base64 --- */

static uint32_t roll(uint32_t value, int by) { return value << by | value >> (32 - by); }

static void block(uint32_t state[5], const unsigned char *bytes) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)bytes[4 * i] << 24 | bytes[4 * i + 1] << 16 | bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
    for (int i = 16; i < 80; i++) w[i] = roll(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
        uint32_t next = roll(a, 5) + f + e + k + w[i];
        e = d, d = c, c = roll(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

static void sha1(const char *text, size_t length, unsigned char digest[20]) {
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char padded[128] = {0};
    size_t size = length + 9 <= 64 ? 64 : 128;
    memcpy(padded, text, length);
    padded[length] = 0x80;
    padded[size - 2] = length * 8 >> 8;
    padded[size - 1] = length * 8;
    for (size_t i = 0; i < size; i += 64) block(state, padded + i);
    for (int i = 0; i < 20; i++) digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
}

static void base64(const unsigned char *bytes, int length, char *text) {
    const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < length; i += 3) {
        uint32_t three = bytes[i] << 16 | (i + 1 < length ? bytes[i + 1] << 8 : 0) | (i + 2 < length ? bytes[i + 2] : 0);
        for (int j = 0; j < 4; j++) *text++ = i + j > length ? '=' : digits[three >> (18 - 6 * j) & 63];
    }
    *text = 0;
}

/* --- writing: at once if nothing waits, else when the socket has room --- */

static void watch(int fd, int also) {
    struct epoll_event event = {.events = EPOLLIN | also, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
}

static void hang_up(int fd) {
    struct connection *it = &connections[fd];
    close(fd);
    free(it->in);
    free(it->out);
    memset(it, 0, sizeof *it);
    room_of[fd] = 0;
}

static void put(int fd, const void *bytes, size_t length) {
    struct connection *it = &connections[fd];
    ssize_t written = it->waiting ? 0 : write(fd, bytes, length);
    if (written < 0) written = 0; /* full; a broken one is found by its reader */
    size_t rest = length - written;
    if (!rest) return;
    if (it->waiting + rest > it->room) it->out = realloc(it->out, it->room = 2 * (it->waiting + rest));
    memcpy(it->out + it->waiting, (const char *)bytes + written, rest);
    it->waiting += rest;
    watch(fd, EPOLLOUT);
}

static void put_rest(int fd) {
    struct connection *it = &connections[fd];
    ssize_t written = write(fd, it->out, it->waiting);
    if (written <= 0) return;
    memmove(it->out, it->out + written, it->waiting -= written);
    if (!it->waiting) watch(fd, 0);
}

/* --- reading: the handshake, then masked frames, whole and below 64 KB --- */

static size_t handshake(int fd, struct connection *it) {
    char *head = (char *)it->in, *end = memmem(head, it->got, "\r\n\r\n", 4);
    if (!end) return 0;
    *end = 0;
    char *key = strcasestr(head, "sec-websocket-key: ");
    if (!key) return hang_up(fd), 0;
    char text[64], answer[256], accept[32];
    unsigned char digest[20];
    snprintf(text, sizeof text, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key + 19);
    sha1(text, strlen(text), digest);
    base64(digest, 20, accept);
    int length = snprintf(answer, sizeof answer,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
    room_of[fd] = 1 + atoi(head + strcspn(head, "0123456789\r"));
    put(fd, answer, length);
    return end + 4 - head;
}

static void tell_room(int room, const unsigned char *text, size_t length) {
    static unsigned char frame[INPUT + 4];
    size_t head = length < 126 ? 2 : 4;
    frame[0] = 0x81;
    frame[1] = length < 126 ? length : 126;
    if (head == 4) frame[2] = length >> 8, frame[3] = length;
    memcpy(frame + head, text, length);
    for (int fd = 0; fd <= highest; fd++)
        if (room_of[fd] == room) put(fd, frame, head + length);
}

static size_t frame(int fd, unsigned char *bytes, size_t got) {
    if (got < 2) return 0;
    size_t length = bytes[1] & 127, head = length == 126 ? 8 : 6;
    if (length == 127) return hang_up(fd), 0;
    if (got < head) return 0;
    if (length == 126) length = bytes[2] << 8 | bytes[3];
    if (got < head + length) return 0;
    for (size_t i = 0; i < length; i++) bytes[head + i] ^= bytes[head - 4 + i % 4];
    int opcode = bytes[0] & 15;
    if (opcode == 1) tell_room(room_of[fd], bytes + head, length);
    if (opcode == 8) return hang_up(fd), 0;
    return head + length;
}

static void take(int fd) {
    struct connection *it = &connections[fd];
    ssize_t count = read(fd, it->in + it->got, INPUT - it->got);
    if (count == 0 || (count < 0 && errno != EAGAIN)) return hang_up(fd);
    if (count < 0) return;
    it->got += count;
    size_t at = 0, used;
    do {
        used = room_of[fd] ? frame(fd, it->in + at, it->got - at) : handshake(fd, it);
        at += used;
    } while (used && it->open);
    if (it->open) memmove(it->in, it->in + at, it->got -= at);
}

static void welcome(int listener) {
    int fd = accept4(listener, 0, 0, SOCK_NONBLOCK), yes = 1;
    if (fd < 0) return;
    if (fd >= MOST) {
        close(fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connections[fd] = (struct connection){.open = 1, .in = malloc(INPUT)};
    if (fd > highest) highest = fd;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    signal(SIGPIPE, SIG_IGN);
    epoll = epoll_create1(0);
    struct epoll_event events[256], ours = {.events = EPOLLIN, .data.fd = listener};
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024)) return perror("listen"), 1;
    getsockname(listener, (struct sockaddr *)&address, &size);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &ours);
    printf("ready at %d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) welcome(listener);
            else if (connections[fd].open) {
                if (events[i].events & EPOLLOUT) put_rest(fd);
                if (events[i].events & ~EPOLLOUT) take(fd);
            }
        }
    }
}
