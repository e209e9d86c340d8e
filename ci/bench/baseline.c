/* The C loops that the engine is compared with: one system call after the other, nothing timed or recorded per call.
   baseline MODE DIR SECONDS THREADS SEED   prints: operations, wall nanoseconds and CPU nanoseconds per operation
   MODE: read4k (random, of a file of 64 MiB per thread), read1m (sequential), stat, open (and close), create (and unlink);
         timed4k is read4k with two clock readings and a histogram, as a harness needs */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FILE_BYTES = 64 << 20, FILES = 64 };

static const char *mode, *dir;
static double seconds;
static uint64_t seed;

typedef struct {
  int index;
  uint64_t operations, cpu;
  uint64_t buckets[64 * 64];
} worker;

static uint64_t clock_of(clockid_t id) {
  struct timespec t;
  clock_gettime(id, &t);
  return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static uint64_t next(uint64_t *state) { /* splitmix64 */
  uint64_t z = (*state += 0x9e3779b97f4a7c15ull);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

static void fail(const char *what) {
  perror(what);
  exit(3);
}

static void record(worker *w, uint64_t nanos) {
  int bits = 64 - __builtin_clzll(nanos | 63);
  w->buckets[(bits - 6) * 64 + (bits == 6 ? nanos : (nanos >> (bits - 7)) - 64)]++;
}

static void *work(void *argument) {
  worker *w = argument;
  char path[512], name[600];
  uint64_t state = seed * 1000 + w->index, n = 0;
  void *buffer;
  if (posix_memalign(&buffer, 4096, 1 << 20)) fail("memory");
  memset(buffer, 1, 1 << 20);
  snprintf(path, sizeof path, "%s/base-%d", dir, w->index);
  int fd = open(path, O_RDWR | O_CREAT, 0644);
  if (fd < 0) fail(path);
  int metadata = mode[0] == 's' || mode[0] == 'o' || mode[0] == 'c';
  if (metadata) {
    for (int i = 0; i < FILES; i++) {
      snprintf(name, sizeof name, "%s.%08d", path, i);
      close(open(name, O_RDWR | O_CREAT, 0644));
    }
  } else {
    for (long at = 0; at < FILE_BYTES; at += 1 << 20)
      if (pwrite(fd, buffer, 1 << 20, at) != 1 << 20) fail("write");
  }
  snprintf(name, sizeof name, "%s.new", path);
  char names[FILES][600];
  for (int i = 0; i < FILES; i++) snprintf(names[i], sizeof names[i], "%s.%08d", path, i);
  struct stat st;
  uint64_t cpu = 0, begin = clock_of(CLOCK_MONOTONIC), end = begin + (uint64_t)(seconds * 1e9);
  cpu = clock_of(CLOCK_THREAD_CPUTIME_ID);
  long at = 0;
  while (clock_of(CLOCK_MONOTONIC) < end) {
    for (int i = 0; i < 100; i++, n++) {
      if (!strcmp(mode, "read4k")) {
        if (pread(fd, buffer, 4096, next(&state) % (FILE_BYTES / 4096) * 4096) != 4096) fail("read");
      } else if (!strcmp(mode, "timed4k")) {
        uint64_t from = clock_of(CLOCK_MONOTONIC);
        if (pread(fd, buffer, 4096, next(&state) % (FILE_BYTES / 4096) * 4096) != 4096) fail("read");
        record(w, clock_of(CLOCK_MONOTONIC) - from);
      } else if (!strcmp(mode, "read1m")) {
        if (pread(fd, buffer, 1 << 20, at) != 1 << 20) fail("read");
        at = (at + (1 << 20)) % FILE_BYTES;
      } else if (!strcmp(mode, "stat")) {
        if (stat(names[n % FILES], &st)) fail("stat");
      } else if (!strcmp(mode, "open")) {
        int f = open(names[n % FILES], O_RDWR);
        if (f < 0 || close(f)) fail("open");
      } else {
        int f = open(name, O_RDWR | O_CREAT | O_EXCL, 0644);
        if (f < 0 || close(f) || unlink(name)) fail("create");
      }
    }
  }
  w->cpu = clock_of(CLOCK_THREAD_CPUTIME_ID) - cpu;
  w->operations = n;
  unlink(path);
  if (metadata)
    for (int i = 0; i < FILES; i++) unlink(names[i]);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 6) {
    fprintf(stderr, "usage: baseline MODE DIR SECONDS THREADS SEED\n");
    return 2;
  }
  mode = arguments[1];
  dir = arguments[2];
  seconds = atof(arguments[3]);
  int threads = atoi(arguments[4]);
  seed = strtoull(arguments[5], NULL, 10);
  pthread_t ids[threads];
  worker *workers = calloc(threads, sizeof *workers);
  for (int i = 0; i < threads; i++) {
    workers[i].index = i;
    pthread_create(&ids[i], NULL, work, &workers[i]);
  }
  uint64_t operations = 0, cpu = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    operations += workers[i].operations;
    cpu += workers[i].cpu;
  }
  printf("%llu %.2f %.2f\n", (unsigned long long)operations, seconds * 1e9 / operations, (double)cpu / operations);
  return 0;
}
