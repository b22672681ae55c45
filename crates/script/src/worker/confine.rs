//! What a worker gives up when it starts: files, processes, memory beyond its share, and the system calls that it has
//! no use for. Each is a second fence behind the engine, which offers a function none of that.

use std::io;

use super::Worker;

/// So many times the memory of a call may the process grow beyond what it has at its start.
const GROWTH: u64 = 4;
/// And so much more, for reading calls and writing values.
const ROOM: u64 = 64 * 1024 * 1024;

/// Confines this process. There is no way back.
#[cfg(target_os = "linux")]
pub(super) fn confine(worker: Worker) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, Signal, nice, set_parent_process_death_signal, setrlimit};

    set_parent_process_death_signal(Some(Signal::KILL))?;
    if worker.nice > 0 {
        nice(worker.nice)?;
    }
    let memory = u64::try_from(worker.memory).unwrap_or(u64::MAX);
    let most = address_space()?.saturating_add(memory.saturating_mul(GROWTH)).saturating_add(ROOM);
    let limits = [
        (Resource::As, most),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 3),
        (Resource::Nproc, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    rustix::thread::set_no_new_privs(true)?;
    filter::apply()
}

/// What the process has mapped, in bytes.
#[cfg(target_os = "linux")]
fn address_space() -> io::Result<u64> {
    let text = std::fs::read_to_string("/proc/self/statm")?;
    let pages = text.split(' ').next().and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0);
    Ok(pages.saturating_mul(u64::try_from(rustix::param::page_size()).unwrap_or(4096)))
}

/// Elsewhere the engine's own limits and the parent that kills are what there is.
#[cfg(not(target_os = "linux"))]
pub(super) fn confine(_: Worker) -> io::Result<()> {
    Ok(())
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod filter {
    use std::io;

    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};

    /// All that a worker does: read and write its pipes, get memory, tell the time, end.
    const ALLOWED: &[libc::c_long] = &[
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Everything else is refused as if it were not permitted.
    pub(super) fn apply() -> io::Result<()> {
        let architecture = TargetArch::try_from(std::env::consts::ARCH).map_err(io::Error::other)?;
        let filter = SeccompFilter::new(
            ALLOWED.iter().map(|call| (*call, Vec::new())).collect(),
            SeccompAction::Errno(libc::EPERM.unsigned_abs()),
            SeccompAction::Allow,
            architecture,
        );
        let program: BpfProgram = filter
            .map_err(io::Error::other)?
            .try_into()
            .map_err(|error: seccompiler::BackendError| io::Error::other(error))?;
        apply_filter(&program).map_err(io::Error::other)
    }
}

#[cfg(all(
    target_os = "linux",
    not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))
))]
mod filter {
    pub(super) fn apply() -> std::io::Result<()> {
        Ok(())
    }
}
