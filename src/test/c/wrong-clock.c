/* A clock that is wrong, for one process: preloaded, it adds CLOCK_AHEAD seconds to what the system says of the date. Without headers, so that any compiler does. */
void *dlsym(void *, const char *);
char *getenv(const char *);
long atol(const char *);
struct timespec { long seconds, nanoseconds; };
struct timeval { long seconds, microseconds; };

static long ahead(void) { const char *text = getenv("CLOCK_AHEAD"); return text ? atol(text) : 0; }

int clock_gettime(int clock, struct timespec *time) {
    static int (*real)(int, struct timespec *);
    if (!real) real = (int (*)(int, struct timespec *)) dlsym((void *) -1L, "clock_gettime");
    int result = real(clock, time);
    if (result == 0 && (clock == 0 || clock == 5)) /* the two that tell the date */ time->seconds += ahead();
    return result;
}

int gettimeofday(struct timeval *time, void *zone) {
    struct timespec now;
    clock_gettime(0, &now);
    time->seconds = now.seconds;
    time->microseconds = now.nanoseconds / 1000;
    return 0;
}

long time(long *where) {
    struct timespec now;
    clock_gettime(0, &now);
    if (where) *where = now.seconds;
    return now.seconds;
}
