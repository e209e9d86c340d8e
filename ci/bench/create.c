// Baseline of the fileset benchmark: creates files of a size in directories of a width, and nothing else.
// create DIRECTORY FILES BYTES WIDTH; prints nanoseconds of wall time.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void check(int good, const char *what) {
  if (!good) {
    perror(what);
    exit(1);
  }
}

int main(int argc, char **argv) {
  check(argc == 5, "usage: create DIRECTORY FILES BYTES WIDTH");
  long files = atol(argv[2]), bytes = atol(argv[3]), width = atol(argv[4]);
  char path[4096], *data = malloc(bytes);
  for (long i = 0; i < bytes; i++) data[i] = (char)(i * 31);
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (long i = 0; i < files; i++) {
    if (i % width == 0) {
      snprintf(path, sizeof path, "%s/%08ld", argv[1], i / width);
      check(mkdir(path, 0755) == 0, path);
    }
    snprintf(path, sizeof path, "%s/%08ld/%08ld", argv[1], i / width, i);
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
    check(fd >= 0 && write(fd, data, bytes) == bytes && close(fd) == 0, path);
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%ld\n", (end.tv_sec - begin.tv_sec) * 1000000000L + end.tv_nsec - begin.tv_nsec);
}
