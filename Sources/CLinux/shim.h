// sched_setattr(2), which glibc wraps only from 2.41 on, and prctl(2) and syscall(2), which take any
// number of arguments, so that Swift cannot call them.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// As in linux/sched/types.h, first version (48 bytes): under our own name, since newer C libraries
// declare it too.
struct scheduling_attributes {
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime;
  uint64_t deadline;
  uint64_t period;
};

// Asks for slices of so many nanoseconds for the calling thread, which stays of the normal policy
// and keeps its nice value. Returns 0, or -1 with errno.
static inline int scheduling_request_slice(uint64_t nanoseconds) {
  struct scheduling_attributes attributes = {.size = sizeof attributes};
  errno = 0;
  attributes.nice = getpriority(PRIO_PROCESS, 0);
  if (attributes.nice == -1 && errno != 0) return -1;
  attributes.runtime = nanoseconds;
  return (int)syscall(SYS_sched_setattr, 0, &attributes, 0);
}

// The slice of the calling thread in nanoseconds; 0 when the kernel has its own or does not say.
static inline uint64_t scheduling_slice(void) {
  struct scheduling_attributes attributes = {.size = sizeof attributes};
  if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return 0;
  return attributes.runtime;
}

// Has the kernel kill the calling process when the thread that started it ends. Returns 0, or -1 with
// errno. A parent that ended before this call is not noticed: compare getppid(2) afterwards.
static inline int process_end_with_parent(void) {
  return prctl(PR_SET_PDEATHSIG, SIGKILL);
}

#endif
