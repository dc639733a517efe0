/* Fail, cut short or kill at the Nth call that changes a file: loaded before libc by LD_PRELOAD.
 *
 * Built and driven by faults.py. Calls on descriptors that are no plain files (terminals, pipes,
 * sockets) are let through and not counted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTHING, FAIL_ONCE, FULL_FROM, KILL_BEFORE, KILL_AFTER, KILL_TORN };

static long calls, at = -1;
static int how = NOTHING;

void faults_set(long position, int mode) { calls = 0; at = position; how = mode; }
long faults_calls(void) { return calls; }

/* What befalls this call. */
static int fate(void) {
    long now = ++calls;
    if (how == FULL_FROM && now >= at) return FULL_FROM;
    return now == at ? how : NOTHING;
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

static int plain(int fd) {
    struct stat facts;
    return fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define AROUND(call)                                       \
    int mode = fate();                                     \
    if (mode == FAIL_ONCE) { errno = EIO; return -1; }     \
    if (mode == FULL_FROM) { errno = ENOSPC; return -1; }  \
    if (mode == KILL_BEFORE || mode == KILL_TORN) die();   \
    __typeof__(call) result = (call);                      \
    if (mode == KILL_AFTER) die();                         \
    return result;

/* A disk that is full takes half of the first write; one that is pulled out tears it. */
#define WRITING(whole, half)                                          \
    if (!plain(fd)) return whole;                                     \
    int mode = fate();                                                \
    if (mode == FAIL_ONCE) { errno = EIO; return -1; }                \
    if (mode == FULL_FROM) {                                          \
        if (calls == at && size > 1) return half;                     \
        errno = ENOSPC;                                               \
        return -1;                                                    \
    }                                                                 \
    if (mode == KILL_BEFORE) die();                                   \
    if (mode == KILL_TORN) { (void)!half; die(); }                    \
    ssize_t result = whole;                                           \
    if (mode == KILL_AFTER) die();                                    \
    return result;

ssize_t write(int fd, const void *data, size_t size) {
    WRITING(REAL(write)(fd, data, size), REAL(write)(fd, data, size / 2))
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t where) {
    WRITING(REAL(pwrite)(fd, data, size, where), REAL(pwrite)(fd, data, size / 2, where))
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t where) {
    WRITING(REAL(pwrite64)(fd, data, size, where),
            REAL(pwrite64)(fd, data, size / 2, where))
}
int fsync(int fd) { AROUND(REAL(fsync)(fd)) }
int fdatasync(int fd) { AROUND(REAL(fdatasync)(fd)) }
int ftruncate(int fd, off_t size) { AROUND(REAL(ftruncate)(fd, size)) }
int ftruncate64(int fd, off64_t size) { AROUND(REAL(ftruncate64)(fd, size)) }
int fchmod(int fd, mode_t mode_) { AROUND(REAL(fchmod)(fd, mode_)) }
int rename(const char *old, const char *new) { AROUND(REAL(rename)(old, new)) }
int renameat(int left, const char *old, int right, const char *new) {
    AROUND(REAL(renameat)(left, old, right, new))
}
int link(const char *old, const char *new) { AROUND(REAL(link)(old, new)) }
int linkat(int left, const char *old, int right, const char *new, int flags) {
    AROUND(REAL(linkat)(left, old, right, new, flags))
}
int unlink(const char *name) { AROUND(REAL(unlink)(name)) }
int unlinkat(int folder, const char *name, int flags) { AROUND(REAL(unlinkat)(folder, name, flags)) }
int rmdir(const char *name) { AROUND(REAL(rmdir)(name)) }
int mkdir(const char *name, mode_t mode_) { AROUND(REAL(mkdir)(name, mode_)) }
int mkdirat(int folder, const char *name, mode_t mode_) {
    AROUND(REAL(mkdirat)(folder, name, mode_))
}

#define PERMISSIONS                          \
    mode_t permissions = 0;                  \
    if (flags & O_CREAT) {                   \
        va_list more;                        \
        va_start(more, flags);               \
        permissions = va_arg(more, mode_t);  \
        va_end(more);                        \
    }

#define OPENING(real)                                    \
    if (!(flags & O_CREAT)) return real;                 \
    AROUND(real)

int open(const char *name, int flags, ...) {
    PERMISSIONS OPENING(REAL(open)(name, flags, permissions))
}
int open64(const char *name, int flags, ...) {
    PERMISSIONS OPENING(REAL(open64)(name, flags, permissions))
}
int openat(int folder, const char *name, int flags, ...) {
    PERMISSIONS OPENING(REAL(openat)(folder, name, flags, permissions))
}
int openat64(int folder, const char *name, int flags, ...) {
    PERMISSIONS OPENING(REAL(openat64)(folder, name, flags, permissions))
}
