// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/confine.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <ctime>

namespace thingsdesk {

namespace {

bool limit(decltype(RLIMIT_NOFILE) resource, rlim_t value)
{
    const rlimit limits = {value, value};
    return setrlimit(resource, &limits) == 0;
}

void closeInheritedFiles()
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0) == 0)
        return;
#endif
    const long most = sysconf(_SC_OPEN_MAX);
    for (int file = STDERR_FILENO + 1; file < (most > 0 ? most : 1024); ++file)
        close(file);
}

#if !defined(THINGSDESK_SANITIZED) && (defined(__x86_64__) || defined(__aarch64__))

#ifdef __x86_64__
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#else
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#endif

/// The only calls that are let through; any other fails as "not permitted".
constexpr unsigned allowedCalls[] = {
    SYS_read,         SYS_write,          SYS_mmap,          SYS_munmap,       SYS_mremap,
    SYS_mprotect,     SYS_madvise,        SYS_brk,           SYS_exit,         SYS_exit_group,
    SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_clock_gettime, SYS_clock_getres, SYS_restart_syscall,
    SYS_gettid,       SYS_getpid,         SYS_tgkill,        SYS_futex,        SYS_gettimeofday,
};
constexpr std::size_t allowedCount = sizeof allowedCalls / sizeof *allowedCalls;

sock_filter statement(unsigned code, unsigned value)
{
    return {static_cast<unsigned short>(code), 0, 0, value};
}

sock_filter jumpIfEqual(unsigned value, std::size_t ifTrue, std::size_t ifFalse)
{
    return {static_cast<unsigned short>(BPF_JMP | BPF_JEQ | BPF_K), static_cast<unsigned char>(ifTrue),
            static_cast<unsigned char>(ifFalse), value};
}

bool filterSystemCalls()
{
    sock_filter program[allowedCount + 6];
    std::size_t size = 0;
    program[size++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    program[size++] = jumpIfEqual(architecture, 1, 0);
    program[size++] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program[size++] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    for (std::size_t i = 0; i < allowedCount; ++i)
        program[size++] = jumpIfEqual(allowedCalls[i], allowedCount - i, 0);
    program[size++] = statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    program[size++] = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const sock_fprog filter = {static_cast<unsigned short>(size), program};
    const int result = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
    return result == 0 || errno == EINVAL; // a kernel without filters
}

/// All arenas, their copies, programs, results on their way, and room to spare.
bool limitMemory()
{
    return limit(RLIMIT_AS, rlim_t(3) << 30U);
}

#else

bool filterSystemCalls()
{
    return true;
} // sanitizers and other processors need calls that we do not know

bool limitMemory()
{
    return true;
} // a sanitizer's shadow memory takes terabytes of address space

#endif

} // namespace

bool confineProcess()
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    closeInheritedFiles();
    clearenv();
    setenv("TZ", "UTC0", 1); // the handler's clock, and no time zone file
    tzset();
    bool good = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) && limitMemory();
    good = limit(RLIMIT_NOFILE, 0) && good;
    good = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && good;
    return good && filterSystemCalls();
}

} // namespace thingsdesk
