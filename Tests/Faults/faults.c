// Preloaded into a program (LD_PRELOAD), makes its calls of read, pread and write fail as $FAULTS says. For Linux.
//
//   FAULTS=read:3=EINTR,write:2+=short:100,pread:1=hook
//
// The third read is interrupted, the second write and all after it take at most 100 bytes, and the first pread happens only
// after the shell has run $FAULTS_HOOK. The first entry that matches a call applies. Every call is logged in the file
// $FAULTS_LOG, as a line: its name, the descriptor, the bytes requested, what it returned, and, if it failed, why;
// “*” marks a call that was changed.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum call { READ, PREAD, WRITE, CALLS };
static const char *const callNames[CALLS] = {"read", "pread", "write"};

static const struct {
    const char *name;
    int number;
} errors[] = {
    {"EAGAIN", EAGAIN}, {"EINTR", EINTR}, {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EPIPE", EPIPE},
};
enum { ERRORS = sizeof errors / sizeof errors[0], MOST_FAULTS = 16 };

struct fault {
    enum call call;
    long first;
    bool repeats;
    int error;    // 0: none
    size_t most;  // 0: as many bytes as requested
    bool hooks;
};

static struct fault faults[MOST_FAULTS];
static int faultCount;
static _Atomic long counts[CALLS];
static char *hook;
static int logFile = -1;

static void refuse(const char *what) {
    fprintf(stderr, "faults: cannot make sense of “%s”\n", what);
    _exit(99);
}

static void parse(char *text) {
    if (faultCount == MOST_FAULTS) refuse("so many faults");
    struct fault *fault = &faults[faultCount++];
    char name[8], action[32];
    int end = 0;
    if (sscanf(text, "%7[a-z]:%ld%n", name, &fault->first, &end) != 2) refuse(text);
    fault->repeats = text[end] == '+';
    if (sscanf(text + end + fault->repeats, "=%31s", action) != 1) refuse(text);
    fault->call = CALLS;
    for (int call = 0; call < CALLS; call++) {
        if (strcmp(name, callNames[call]) == 0) fault->call = call;
    }
    for (int error = 0; error < ERRORS; error++) {
        if (strcmp(action, errors[error].name) == 0) fault->error = errors[error].number;
    }
    fault->hooks = strcmp(action, "hook") == 0;
    sscanf(action, "short:%zu", &fault->most);
    if (fault->call == CALLS || (!fault->error && !fault->most && !fault->hooks)) refuse(text);
}

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("FAULTS_LOG");
    // Far above the descriptors of the program.
    if (path) logFile = fcntl(open(path, O_WRONLY | O_CREAT | O_APPEND, 0666), F_DUPFD_CLOEXEC, 100);
    if (getenv("FAULTS_HOOK")) hook = strdup(getenv("FAULTS_HOOK"));
    if (getenv("FAULTS")) {
        char *list = strdup(getenv("FAULTS"));
        for (char *text = strtok(list, ","); text; text = strtok(NULL, ",")) parse(text);
        free(list);
    }
    // The programs that the hook runs must not be changed.
    const char *const own[] = {"LD_PRELOAD", "FAULTS", "FAULTS_HOOK", "FAULTS_LOG"};
    for (int index = 0; index < 4; index++) unsetenv(own[index]);
}

static const struct fault *next(enum call call) {
    long number = ++counts[call];  // atomic: the program may have threads
    for (int index = 0; index < faultCount; index++) {
        const struct fault *fault = &faults[index];
        if (fault->call == call && (fault->repeats ? number >= fault->first : number == fault->first)) return fault;
    }
    return NULL;
}

static ssize_t perform(enum call call, int file, void *bytes, size_t size, off_t offset) {
    const struct fault *fault = next(call);
    size_t given = fault && fault->most && fault->most < size ? fault->most : size;
    ssize_t result = -1;
    if (fault && fault->hooks && (!hook || system(hook) != 0)) refuse("FAULTS_HOOK");
    if (fault && fault->error) {
        errno = fault->error;
    } else if (call == READ) {
        result = syscall(SYS_read, file, bytes, given);
    } else if (call == PREAD) {
        result = syscall(SYS_pread64, file, bytes, given, offset);
    } else {
        result = syscall(SYS_write, file, bytes, given);
    }
    int reason = errno;
    if (logFile >= 0) {
        dprintf(logFile, "%s %d %zu %zd%s%s%s\n", callNames[call], file, size, result, result < 0 ? " " : "",
                result < 0 ? strerrorname_np(reason) : "", fault ? " *" : "");
    }
    errno = reason;
    return result;
}

ssize_t read(int file, void *bytes, size_t size) { return perform(READ, file, bytes, size, 0); }

ssize_t pread(int file, void *bytes, size_t size, off_t offset) { return perform(PREAD, file, bytes, size, offset); }

ssize_t pread64(int file, void *bytes, size_t size, off_t offset) { return perform(PREAD, file, bytes, size, offset); }

ssize_t write(int file, const void *bytes, size_t size) { return perform(WRITE, file, (void *)bytes, size, 0); }
