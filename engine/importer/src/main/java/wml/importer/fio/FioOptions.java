package wml.importer.fio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.importer.fio.FioOption.Support;

/**
 * Every option that fio 3.33 knows in a job file, and what becomes of it. This is the one list of
 * them: the reader asks it, and the manual's table is made from it.
 */
public final class FioOptions {
  /** In the order of the manual: what is mapped first. */
  public static final List<FioOption> ALL;

  private static final Map<String, FioOption> BY_NAME = new LinkedHashMap<>();

  static {
    List<FioOption> all = new ArrayList<>();
    mapped(all);
    withoutEffect(all);
    unsupported(all);
    ALL = List.copyOf(all);
    for (FioOption option : ALL) {
      BY_NAME.put(option.name(), option);
      option.aliases().forEach(alias -> BY_NAME.put(alias, option));
    }
  }

  private FioOptions() {}

  /** By its name or an alias; null if fio has no such option. */
  static @Nullable FioOption find(String name) {
    return BY_NAME.get(name);
  }

  /** All names and aliases. */
  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  private static void mapped(List<FioOption> to) {
    map(to, "name", "the job's name instead of that of its section");
    map(to, "description", "a comment");
    map(
        to,
        "rw readwrite",
        "read, write, rw, randread, randwrite, randrw: flowops read and write, `mix` for both,"
            + " `random` for rand...; fio visits every block once, wml draws blocks independently:"
            + " the number of operations is the same");
    map(to, "rwmixread", "the weights of `mix`");
    map(to, "rwmixwrite", "the weights of `mix`");
    map(to, "bs blocksize", "`iosize`, of reads and of writes; trims have none");
    map(to, "bsrange blocksize_range", "`iosize` drawn from the multiples of the smallest");
    map(to, "bssplit", "a `mix` of one flowop per size");
    map(
        to,
        "size",
        "the files' sizes (divided by their number) and, without io_size, the bytes to move");
    map(to, "filesize", "each file's size");
    map(to, "io_size io_limit", "the bytes to move");
    map(to, "number_ios", "the most operations of one pass");
    map(to, "loops", "`repeat`");
    map(
        to,
        "nrfiles nr_files",
        "entries of the job's fileset; more than one file and more than one clone: a fileset and a"
            + " process per clone");
    map(to, "openfiles", "must not be less than nrfiles: wml keeps all files of a job open");
    map(
        to,
        "file_service_type",
        "roundrobin: `opennext`; random: `pick=random`, for random offsets only; sequential:"
            + " each file is opened, passed and closed");
    map(to, "filename", "one name: a `file`, shared by all jobs that name it; several: a fileset");
    map(to, "directory", "`$dir`, or the path of the job's files");
    map(to, "numjobs", "instances of the process, each with files of its own");
    map(to, "runtime timeout", "the length of the run; the same for all jobs that run together");
    map(to, "time_based", "threads go on until the run ends");
    map(to, "ramp_time", "`warmup`, with time_based");
    map(to, "startdelay", "a `delay` of whole seconds, without time_based");
    map(to, "stonewall wait_for_previous", "a run of its own for this job and those behind it");
    map(to, "wait_for", "as stonewall, if the jobs that run before are that one alone");
    map(
        to,
        "ioengine",
        "sync, psync, vsync, pvsync, pvsync2, mmap: reads and writes at offsets;"
            + " libaio, io_uring, posixaio: the same, with iodepth");
    map(
        to,
        "iodepth",
        "`iodepth`, with an asynchronous engine; reads and writes that are mixed share it");
    map(to, "direct", "`directio`");
    map(to, "buffered", "the contrary of direct");
    map(to, "sync", "sync or 1: `dsync`, which opens with O_SYNC; none or 0");
    map(
        to,
        "fsync",
        "an fsync after so many writes, as in fio not after the last one; in a mixed job with"
            + " fsync=1 after every operation, as fio does once it has written");
    map(to, "fdatasync", "as fsync, with the flowop fdatasync");
    map(to, "end_fsync", "an fsync at the job's end, which fio does not count");
    map(to, "thinktime", "`think`");
    map(to, "thinktime_blocks", "`think` at one of so many operations");
    map(to, "percentage_random", "a `mix` of random and sequential operations");
    map(
        to,
        "random_distribution",
        "zipf, pareto: `offset=zipf(...)` and `offset=pareto(...)`, whose first blocks are the"
            + " hottest, where fio scatters them; random");
    map(to, "norandommap", "what `random` means: blocks are drawn independently");
    map(to, "overwrite", "the files exist before the run");
    map(to, "nice", "`nice` of the process");
    map(to, "prio", "`ioprio` of the threads");
    map(to, "kb_base", "how units are read");
  }

  private static void withoutEffect(List<FioOption> to) {
    no(
        to,
        "every result has totals, and numbers per flowop",
        "group_reporting new_group unified_rw_reporting stats per_job_logs write_bw_log bwavgtime"
            + " write_lat_log write_iops_log iopsavgtime log_entries log_avg_msec log_hist_msec"
            + " log_hist_coarseness write_hist_log log_max_value log_offset log_prio"
            + " log_compression log_compression_cpus log_store_compressed log_unix_epoch"
            + " log_alternate_epoch log_alternate_epoch_clock_id clat_percentiles lat_percentiles"
            + " slat_percentiles percentile_list significant_figures disk_util unit_base"
            + " block_error_percentiles error_dump");
    no(
        to,
        "wml measures with its own clock",
        "clocksource gtod_reduce gtod_cpu disable_lat disable_clat disable_slat"
            + " disable_bw_measurement|disable_bw");
    no(
        to,
        "a run draws the same numbers for the same --seed",
        "randrepeat allrandrepeat randseed random_generator softrandommap");
    no(to, "a wml process is a group of threads anyway", "thread");
    no(
        to,
        "files are laid out before the run, and that is not measured",
        "fallocate create_serialize create_fsync create_on_open allow_file_create unique_filename"
            + " unlink allow_mounted_write");
    no(
        to,
        "wml leaves the page cache as it is: what was laid out may be read from memory",
        "invalidate pre_read fadvise_hint write_hint");
    no(
        to,
        "wml has buffers and content of its own; compressing or deduplicating storage sees the"
            + " difference",
        "mem|iomem iomem_align|mem_align hugepage-size lockmem zero_buffers refill_buffers"
            + " scramble_buffers buffer_pattern buffer_compress_percentage buffer_compress_chunk"
            + " dedupe_percentage dedupe_mode dedupe_working_set_percentage dedupe_global");
    no(
        to,
        "it only matters with a queue of operations",
        "iodepth_batch|iodepth_batch_submit iodepth_batch_complete_min|iodepth_batch_complete"
            + " iodepth_batch_complete_max iodepth_low serialize_overlap");
  }

  private static void unsupported(List<FioOption> to) {
    not(
        to,
        "checking what was written is not in the language yet",
        "verify do_verify verify_only verify_interval verify_offset verify_pattern verify_fatal"
            + " verify_dump verify_async verify_async_cpus verify_backlog verify_backlog_batch"
            + " experimental_verify verify_state_load verify_state_save");
    not(
        to,
        "there are no trims",
        "trim_percentage trim_verify_zero trim_backlog trim_backlog_batch");
    not(
        to,
        "traces can't be replayed or recorded yet",
        "write_iolog read_iolog read_iolog_chunked replay_no_stall replay_redirect replay_scale"
            + " replay_align replay_time_scale replay_skip merge_blktrace_file"
            + " merge_blktrace_scalars merge_blktrace_iters");
    not(
        to,
        "zones of devices are not in the language",
        "zonemode zonesize zonecapacity zonerange zoneskip read_beyond_wp max_open_zones"
            + " job_max_open_zones ignore_zone_limits zone_reset_threshold zone_reset_frequency");
    not(
        to,
        "a job has no rate of its own yet; eventgen rate=N with the flowop iopslimit limits a whole"
            + " run",
        "rate rate_min|ratemin rate_process rate_cycle|ratecycle rate_ignore_thinktime rate_iops"
            + " rate_iops_min flow_id flow flow_sleep");
    not(
        to,
        "a run does not steer itself by its latencies; write an assert about p99 behind the run",
        "max_latency latency_target latency_window latency_percentile latency_run steadystate|ss"
            + " steadystate_duration|ss_dur steadystate_ramp_time|ss_ramp");
    not(to, "asynchronous I/O is not in the language yet", "io_submit_mode");
    not(
        to,
        "offsets start at 0 and are multiples of the block's size",
        "offset|fileoffset offset_increment offset_align ba|blockalign"
            + " bs_unaligned|blocksize_unaligned bs_is_seq_rand rw_sequencer file_append"
            + " fill_device|fill_fs");
    not(
        to,
        "files are named by wml, and existing ones of others are never used",
        "filename_format opendir lockfile");
    not(to, "wml has fsync and O_SYNC", "write_barrier sync_file_range atomic fsync_on_close");
    not(
        to,
        "wml thinks between operations, without spinning",
        "thinktime_spin thinktime_blocks_type thinktime_iotime");
    not(
        to,
        "a job ends by itself or with its run; 'set mode quit firstdone' ends a run with the first"
            + " of them",
        "exitall exit_what exitall_on_error");
    not(
        to,
        "files are made once, before the run; 'create files' without a run makes them only",
        "create_only unlink_each_loop");
    not(to, "write onerror=continue at the flowops", "continue_on_error ignore_error");
    not(
        to,
        "where wml runs is decided outside: taskset, numactl, ionice, systemd-run, sudo",
        "cpumask cpus_allowed cpus_allowed_policy numa_cpu_nodes numa_mem_policy cgroup"
            + " cgroup_nodelete cgroup_weight uid gid prioclass ioscheduler");
    not(to, "write system \"COMMAND\" before or behind the run", "exec_prerun exec_postrun");
    not(
        to,
        "it belongs to one engine of fio, or to a built-in profile",
        "profile cmdprio_percentage cmdprio_class cmdprio cmdprio_bssplit fixedbufs nonvectored"
            + " force_async registerfiles sqthread_poll sqthread_poll_cpu cmd_type hipri"
            + " hipri_percentage userspace_reap nowait cpuload cpuchunks cpumode exit_on_io_done"
            + " hostname port interface ttl nodelay protocol|proto listen pingpong window_size mss"
            + " donorname inplace clustername rbdname clientname pool busy_poll readfua writefua"
            + " sg_write_mode stat_type namenode nfs_url program arguments grace_time"
            + " std_redirect uri");
  }

  private static void map(List<FioOption> to, String names, String doc) {
    List<String> all = List.of(names.split(" "));
    to.add(new FioOption(all.getFirst(), all.subList(1, all.size()), Support.MAPPED, doc));
  }

  private static void no(List<FioOption> to, String reason, String options) {
    group(to, Support.WITHOUT_EFFECT, reason, options);
  }

  private static void not(List<FioOption> to, String reason, String options) {
    group(to, Support.UNSUPPORTED, reason, options);
  }

  /** Options between blanks, aliases behind bars. */
  private static void group(List<FioOption> to, Support support, String reason, String options) {
    for (String option : options.split(" ")) {
      List<String> names = Arrays.asList(option.split("\\|"));
      to.add(new FioOption(names.getFirst(), names.subList(1, names.size()), support, reason));
    }
  }
}
