// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/hardening.h"

#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace thingsdesk {

void harden()
{
    ::umask(077);
#ifdef NDEBUG
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    // A core that goes to a program does not ask for the limit; nor may other programs of this user look in.
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
#endif
}

} // namespace thingsdesk
