// Baseline of the io_uring benchmark: random reads of a file, DEPTH under way, with registered memory and file, and
// the clock read as wml reads it. Raw system calls, so that it needs no library; what liburing does is the same.
// uring FILE SECONDS DEPTH BYTES DIRECT SEED; prints operations, nanoseconds of CPU time and of wall time.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static void check(int good, const char *what) {
  if (!good) {
    perror(what);
    exit(1);
  }
}

static int64_t nanos(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static uint64_t seed;

static uint64_t draw(void) {  // splitmix64, as good as what wml draws from
  uint64_t z = (seed += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static uint64_t histogram[64 * 128];

static void record(uint64_t v) {  // log-linear, 128 buckets per octave
  int exponent = 63 - __builtin_clzll(v | 127);
  histogram[(exponent - 6) * 128 + ((v >> (exponent - 6)) & 127)]++;
}

int main(int argc, char **argv) {
  check(argc == 7, "usage: uring FILE SECONDS DEPTH BYTES DIRECT SEED");
  int64_t duration = (int64_t)(atof(argv[2]) * 1e9);
  unsigned depth = atoi(argv[3]), bytes = atoi(argv[4]);
  seed = atoll(argv[6]);
  int file = open(argv[1], O_RDWR | (atoi(argv[5]) ? O_DIRECT : 0));
  struct stat stat;
  check(file >= 0 && fstat(file, &stat) == 0, argv[1]);
  uint64_t blocks = stat.st_size / bytes;

  struct io_uring_params p;
  memset(&p, 0, sizeof p);
  p.flags = IORING_SETUP_SUBMIT_ALL | IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN;
  int ring = syscall(SYS_io_uring_setup, depth, &p);
  check(ring >= 0, "io_uring_setup");
  size_t size = p.cq_off.cqes + p.cq_entries * sizeof(struct io_uring_cqe);
  size_t other = p.sq_off.array + p.sq_entries * sizeof(unsigned);
  size = size > other ? size : other;
  char *rings = mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQ_RING);
  struct io_uring_sqe *sqes = mmap(0, p.sq_entries * sizeof *sqes, PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQES);
  check(rings != MAP_FAILED && (void *)sqes != MAP_FAILED, "mmap");
  unsigned *array = (unsigned *)(rings + p.sq_off.array);
  for (unsigned i = 0; i < p.sq_entries; i++) array[i] = i;
  unsigned *sqTail = (unsigned *)(rings + p.sq_off.tail);
  unsigned *cqHead = (unsigned *)(rings + p.cq_off.head), *cqTail = (unsigned *)(rings + p.cq_off.tail);
  struct io_uring_cqe *cqes = (struct io_uring_cqe *)(rings + p.cq_off.cqes);
  unsigned sqMask = p.sq_entries - 1, cqMask = p.cq_entries - 1;

  char *memory = aligned_alloc(4096, (size_t)depth * bytes);
  memset(memory, 0, (size_t)depth * bytes);
  struct iovec part = {memory, (size_t)depth * bytes};
  check(syscall(SYS_io_uring_register, ring, IORING_REGISTER_BUFFERS, &part, 1) == 0, "registered buffer");
  check(syscall(SYS_io_uring_register, ring, IORING_REGISTER_FILES, &file, 1) == 0, "registered file");

  unsigned *slots = malloc(depth * sizeof *slots), freeCount = depth, held = 0, *heldBack = malloc(depth * sizeof *slots);
  int64_t *started = malloc(depth * sizeof *started);
  for (unsigned i = 0; i < depth; i++) slots[i] = i;
  int64_t begin = nanos(CLOCK_MONOTONIC), cpu = nanos(CLOCK_THREAD_CPUTIME_ID), now = begin;
  uint64_t operations = 0;
  unsigned tail = *sqTail, head = *cqHead;
  while (now - begin < duration) {
    while (freeCount > 0) {
      unsigned slot = slots[--freeCount];
      struct io_uring_sqe *sqe = &sqes[tail++ & sqMask];
      memset(sqe, 0, sizeof *sqe);
      sqe->opcode = IORING_OP_READ_FIXED;
      sqe->flags = IOSQE_FIXED_FILE;
      sqe->off = draw() % blocks * bytes;
      sqe->addr = (uintptr_t)(memory + (size_t)slot * bytes);
      sqe->len = bytes;
      sqe->user_data = slot;
      heldBack[held++] = slot;
    }
    __atomic_store_n(sqTail, tail, __ATOMIC_RELEASE);
    int64_t start = nanos(CLOCK_MONOTONIC);
    for (unsigned i = 0; i < held; i++) started[heldBack[i]] = start;
    int taken = syscall(SYS_io_uring_enter, ring, held, 1, IORING_ENTER_GETEVENTS, NULL, 0);
    check(taken == (int)held, "io_uring_enter");
    held = 0;
    now = nanos(CLOCK_MONOTONIC);
    for (unsigned end = __atomic_load_n(cqTail, __ATOMIC_ACQUIRE); head != end; head++) {
      struct io_uring_cqe *cqe = &cqes[head & cqMask];
      check(cqe->res == (int)bytes, "read");
      unsigned slot = cqe->user_data;
      record(now - started[slot]);
      slots[freeCount++] = slot;
      operations++;
    }
    __atomic_store_n(cqHead, head, __ATOMIC_RELEASE);
  }
  printf("%lu %ld %ld\n", operations, nanos(CLOCK_THREAD_CPUTIME_ID) - cpu, now - begin);
  return histogram[0] == (uint64_t)-1;  // so that it is not optimised away
}
