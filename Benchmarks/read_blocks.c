// The floor: reads one file in blocks of 64 KiB with read(2) and does nothing with them.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { blockSize = 64 * 1024, exitInput = 2, exitUsage = 64 };

int main(int count, char **arguments) {
    if (count != 2) {
        fputs("usage: read-blocks FILE\n", stderr);
        return exitUsage;
    }
    static char block[blockSize];
    int file = open(arguments[1], O_RDONLY);
    ssize_t length = -1;
    if (file >= 0) {
        do length = read(file, block, blockSize); while (length > 0 || (length < 0 && errno == EINTR));
    }
    if (length < 0) {
        fprintf(stderr, "read-blocks: %s: %s\n", arguments[1], strerror(errno));
        return exitInput;
    }
    return close(file) == 0 ? 0 : exitInput;
}
