// What reading alone costs: one file in blocks of 64 KiB, each block copied by memcpy or searched by memchr.
//
//   memcpy  copies every block to a second one
//   memchr  counts the bytes '<', as any parser must at least find them

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { blockSize = 64 * 1024, exitInput = 2, exitUsage = 64 };

static char block[blockSize], copy[blockSize];

static void copyBlock(size_t length) {
    memcpy(copy, block, length);
    __asm__ volatile("" : : "r"(copy) : "memory"); // otherwise the compiler would see that the copy is never read
}

static uint64_t countTags(size_t length) {
    uint64_t count = 0;
    const char *end = block + length;
    for (const char *byte = block; (byte = memchr(byte, '<', (size_t)(end - byte))) != NULL; byte++) count++;
    return count;
}

int main(int count, char **arguments) {
    if (count != 3) return exitUsage;
    int copies = strcmp(arguments[1], "memcpy") == 0;
    if (!copies && strcmp(arguments[1], "memchr") != 0) return exitUsage;
    int file = open(arguments[2], O_RDONLY);
    uint64_t bytes = 0, tags = 0;
    ssize_t length;
    while ((length = file < 0 ? -1 : read(file, block, sizeof block)) > 0) {
        bytes += (uint64_t)length;
        if (copies) copyBlock((size_t)length); else tags += countTags((size_t)length);
    }
    if (length < 0) return exitInput;
    printf("%ju\n", (uintmax_t)(copies ? bytes : tags));
    return 0;
}
