/* A loop over libnfs's raw asynchronous calls: so many GETATTRs, READs or WRITEs of one file under way at once.
   nfs PORT[:MOUNT_PORT] EXPORT PATH getattr|read|write DEPTH BYTES SECONDS   prints: calls, ns of CPU time, ns of wall time, p50 in ns
   Offsets step through the file's 64 MiB; as a client would, each answer's data is copied to where it belongs. */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <nfsc/libnfs.h>
#include <nfsc/libnfs-raw-mount.h>
#include <nfsc/libnfs-raw-nfs.h>
#include <nfsc/libnfs-raw.h>

#define FILE_BYTES (64u << 20)
#define MOST_DEPTH 1024
#define BUCKETS 1000000

static nfs_fh3 handle;
static int done;
static char *buffers[MOST_DEPTH];
static uint64_t begun[MOST_DEPTH];
static uint32_t histogram[BUCKETS]; /* of 100 ns each */
static uint64_t calls, offset, end;
static unsigned under_way, bytes;
static char op;

static uint64_t now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void fail(const char *what, struct rpc_context *rpc) {
  fprintf(stderr, "%s: %s\n", what, rpc ? rpc_get_error(rpc) : "");
  exit(3);
}

static void answered(struct rpc_context *rpc, int status, void *data, void *private);

static void call(struct rpc_context *rpc, uintptr_t slot) {
  int failed;
  begun[slot] = now(CLOCK_MONOTONIC);
  if (op == 'g') {
    struct GETATTR3args a;
    a.object = handle;
    failed = rpc_nfs3_getattr_async(rpc, answered, &a, (void *)slot);
  } else if (op == 'r') {
    struct READ3args a;
    a.file = handle;
    a.offset = offset;
    a.count = bytes;
    failed = rpc_nfs3_read_async(rpc, answered, &a, (void *)slot);
  } else {
    struct WRITE3args a;
    a.file = handle;
    a.offset = offset;
    a.count = bytes;
    a.stable = UNSTABLE;
    a.data.data_len = bytes;
    a.data.data_val = buffers[slot];
    failed = rpc_nfs3_write_async(rpc, answered, &a, (void *)slot);
  }
  if (failed) fail("call", rpc);
  offset = (offset + bytes) % FILE_BYTES;
  under_way++;
}

static void answered(struct rpc_context *rpc, int status, void *data, void *private) {
  uintptr_t slot = (uintptr_t)private;
  if (status != RPC_STATUS_SUCCESS) fail("answer", rpc);
  if (*(uint32_t *)data != 0) fail("status", rpc); /* each result begins with its status */
  if (op == 'r') {
    READ3res *r = data;
    memcpy(buffers[slot], r->READ3res_u.resok.data.data_val, r->READ3res_u.resok.data.data_len);
  }
  uint64_t t = now(CLOCK_MONOTONIC);
  uint64_t bucket = (t - begun[slot]) / 100;
  histogram[bucket < BUCKETS ? bucket : BUCKETS - 1]++;
  calls++;
  under_way--;
  if (t < end) call(rpc, slot);
}

static void keep(unsigned length, const char *from) {
  handle.data.data_len = length;
  memcpy(handle.data.data_val = malloc(length), from, length);
}

static void connected(struct rpc_context *rpc, int status, void *data, void *private) {
  if (status != RPC_STATUS_SUCCESS) fail("connect", rpc);
  done = 1;
}

static void mounted(struct rpc_context *rpc, int status, void *data, void *private) {
  mountres3 *r = data;
  if (status != RPC_STATUS_SUCCESS || r->fhs_status) fail("mount", rpc);
  keep(r->mountres3_u.mountinfo.fhandle.fhandle3_len, r->mountres3_u.mountinfo.fhandle.fhandle3_val);
  done = 1;
}

static void found(struct rpc_context *rpc, int status, void *data, void *private) {
  LOOKUP3res *r = data;
  if (status != RPC_STATUS_SUCCESS || r->status) fail("lookup", rpc);
  keep(r->LOOKUP3res_u.resok.object.data.data_len, r->LOOKUP3res_u.resok.object.data.data_val);
  done = 1;
}

static void serve(struct rpc_context *rpc) {
  struct pollfd p = {.fd = rpc_get_fd(rpc), .events = rpc_which_events(rpc)};
  if (poll(&p, 1, 10000) <= 0 || rpc_service(rpc, p.revents) < 0) fail("service", rpc);
}

static struct rpc_context *connect_to(int port, int program) {
  struct rpc_context *rpc = rpc_init_context();
  done = 0;
  if (rpc_connect_port_async(rpc, "127.0.0.1", port, program, 3, connected, NULL)) fail("connect", rpc);
  while (!done) serve(rpc);
  done = 0;
  return rpc;
}

int main(int argc, char **argv) {
  if (argc != 8) fail("nfs PORT[:MOUNT_PORT] EXPORT PATH getattr|read|write DEPTH BYTES SECONDS", NULL);
  op = argv[4][0];
  unsigned depth = atoi(argv[5]);
  bytes = atoi(argv[6]);
  struct rpc_context *rpc = connect_to(atoi(strchr(argv[1], ':') ? strchr(argv[1], ':') + 1 : argv[1]), MOUNT_PROGRAM);
  if (rpc_mount3_mnt_async(rpc, mounted, argv[2], NULL)) fail("mount", rpc);
  while (!done) serve(rpc);
  rpc_destroy_context(rpc);
  rpc = connect_to(atoi(argv[1]), NFS_PROGRAM);
  for (char *name = strtok(argv[3], "/"); name; name = strtok(NULL, "/")) {
    LOOKUP3args a = {.what = {.dir = handle, .name = name}};
    if (rpc_nfs3_lookup_async(rpc, found, &a, NULL)) fail("lookup", rpc);
    for (done = 0; !done;) serve(rpc);
  }
  for (unsigned i = 0; i < depth; i++) memset(buffers[i] = malloc(bytes), i + 1, bytes);
  uint64_t cpu = now(CLOCK_PROCESS_CPUTIME_ID), start = now(CLOCK_MONOTONIC);
  end = start + strtod(argv[7], NULL) * 1e9;
  for (uintptr_t i = 0; i < depth; i++) call(rpc, i);
  while (under_way) serve(rpc);
  cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  uint64_t wall = now(CLOCK_MONOTONIC) - start, seen = 0;
  unsigned p50 = 0;
  while (p50 < BUCKETS && (seen += histogram[p50]) < (calls + 1) / 2) p50++;
  printf("%lu %lu %lu %u\n", calls, cpu, wall, p50 * 100);
  return 0;
}
