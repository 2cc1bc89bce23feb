// Runs a command and writes what it cost to a file, as one line:
// wait status, user time (µs), system time (µs), wall time (ns), peak resident memory (KiB).
//
// Small on purpose: the kernel counts the memory of the process that starts a command as the command's own
// until the command replaces it, so a script's interpreter would hide every peak below its own.

#include <errno.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static int64_t microseconds(struct timeval time) { return (int64_t)time.tv_sec * 1000000 + time.tv_usec; }

static int64_t nanosecondsNow(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("usage: measure REPORT-FILE COMMAND [ARGUMENT …]\n", stderr);
        return 64;
    }
    pid_t child;
    int64_t start = nanosecondsNow();
    int problem = posix_spawnp(&child, arguments[2], NULL, NULL, arguments + 2, environ);
    if (problem != 0) {
        fprintf(stderr, "measure: %s: %s\n", arguments[2], strerror(problem));
        return 127;
    }
    int status;
    struct rusage cost;
    while (wait4(child, &status, 0, &cost) < 0) {
        if (errno != EINTR) {
            perror("measure: wait4");
            return 2;
        }
    }
    int64_t wall = nanosecondsNow() - start;
    long peak = cost.ru_maxrss;
#ifdef __APPLE__
    peak /= 1024; // bytes there, KiB elsewhere
#endif
    FILE *report = fopen(arguments[1], "w");
    if (report == NULL ||
        fprintf(report, "%d %" PRId64 " %" PRId64 " %" PRId64 " %ld\n", status, microseconds(cost.ru_utime),
                microseconds(cost.ru_stime), wall, peak) < 0 ||
        fclose(report) != 0) {
        perror("measure: cannot write the report");
        return 2;
    }
    return 0;
}
