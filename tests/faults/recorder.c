/*
 * Stands before the C library (LD_PRELOAD) and sees every call that reaches the files of one folder,
 * SQLite's too. It records what changes them, in order and with the data; or fails or kills at a call.
 *
 * Only calls below the root count. Files ending in `-shm` are left out: SQLite makes them anew.
 * One mutex holds a call and its record together, so that the record has the order of the disk.
 *
 * A record: op (1 byte), number of the call (4), handle (4), two figures (8 each), length of text (4), length of
 * data (4), text, data.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
#define PIECE 65536

/* What a call is to the disk: the kinds that a refusal may be limited to. */
enum { READS = 1, OPENS = 2, WRITES = 4, NAMES = 8, SYNCS = 16, CLOSES = 32 };
/* How a call that was chosen ends. */
enum { NOTHING, FAIL_ONE, FAIL_ALL_LATER, KILL_BEFORE, KILL_HALFWAY, KILL_AFTER, SHORT_THEN_FAIL };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static __thread int busy; /* our own calls are nobody's business */
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static uint32_t handles[FDS];
static uint32_t last_handle;
static long calls, chosen;
static int how, error_number, kinds;

static void *next(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) abort();
    return found;
}

#define REAL(type, name, args) \
    static type(*real) args;   \
    if (real == NULL) real = (type(*) args)next(#name)

static void whole_write(int fd, const void *data, size_t length) {
    REAL(ssize_t, write, (int, const void *, size_t));
    const char *at = data;
    while (length > 0) {
        ssize_t done = real(fd, at, length);
        if (done < 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

static void record(char op, uint32_t handle, uint64_t a, uint64_t b, const char *text, const void *data, size_t size) {
    if (log_fd < 0) return;
    char head[33];
    uint32_t number = (uint32_t)calls;
    uint32_t text_length = text == NULL ? 0 : (uint32_t)strlen(text), data_length = (uint32_t)size;
    head[0] = op;
    memcpy(head + 1, &number, 4);
    memcpy(head + 5, &handle, 4);
    memcpy(head + 9, &a, 8);
    memcpy(head + 17, &b, 8);
    memcpy(head + 25, &text_length, 4);
    memcpy(head + 29, &data_length, 4);
    whole_write(log_fd, head, sizeof head);
    if (text_length) whole_write(log_fd, text, text_length);
    if (data_length) whole_write(log_fd, data, data_length);
}

static void record_two(char op, const char *from, const char *to) {
    record(op, 0, 0, 0, from, to, strlen(to));
}

static int below(const char *path) {
    if (root_length == 0 || path == NULL || strncmp(path, root, root_length) != 0) return 0;
    if (path[root_length] != '/' && path[root_length] != 0) return 0;
    size_t length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

/* The path of a name beside an open folder, as rmtree has it; the name itself when it is whole. */
static const char *beside(int folder, const char *name, char *into) {
    if (root_length == 0 || name == NULL || name[0] == '/' || folder == AT_FDCWD) return name;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, into, PATH_MAX - 1);
    if (length < 0) return name;
    into[length] = 0;
    if (name[0] != 0) snprintf(into + length, (size_t)(PATH_MAX - length), "/%s", name);
    return into;
}

static uint32_t handle_of(int fd) { return fd >= 0 && fd < FDS ? handles[fd] : 0; }

static void die(void) {
    REAL(int, kill, (pid_t, int));
    real(getpid(), SIGKILL);
    for (;;) pause();
}

/* Count a call; return how it ends. Held under the mutex. */
static int fate(int kind) {
    if (how == NOTHING || (kind & kinds) == 0) return NOTHING;
    calls += 1;
    if (calls == chosen) {
        if (how == KILL_BEFORE) die();
        return how;
    }
    if (calls > chosen && (how == FAIL_ALL_LATER || how == SHORT_THEN_FAIL)) return FAIL_ONE;
    return NOTHING;
}

static void survive(int end) {
    if (end == KILL_AFTER || end == KILL_HALFWAY) die();
}

#define BEGIN(kind)                                    \
    int end = NOTHING;                                 \
    pthread_mutex_lock(&turn);                         \
    busy = 1;                                          \
    end = fate(kind);                                  \
    if (end == FAIL_ONE || end == FAIL_ALL_LATER) {    \
        busy = 0;                                      \
        pthread_mutex_unlock(&turn);                   \
        errno = error_number;                          \
        return FAILED;                                 \
    }
#define END                                            \
    survive(end);                                      \
    busy = 0;                                          \
    pthread_mutex_unlock(&turn)

/* What the tests call, through ctypes. */

void faults_begin(const char *folder, const char *log) {
    busy = 1;
    snprintf(root, sizeof root, "%s", folder);
    memset(handles, 0, sizeof handles);
    last_handle = 0;
    log_fd = log[0] == 0 ? -1 : open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    root_length = strlen(root);
    busy = 0;
}

void faults_end(void) {
    root_length = 0;
    how = NOTHING;
    if (log_fd >= 0) close(log_fd);
    log_fd = -1;
}

void faults_mark(const char *text) {
    pthread_mutex_lock(&turn);
    record('K', 0, 0, 0, text, NULL, 0);
    pthread_mutex_unlock(&turn);
}

void faults_choose(long call, int ending, int number, int mask) {
    calls = 0;
    chosen = call;
    error_number = number;
    kinds = mask;
    how = ending;
}

long faults_calls(void) { return calls; }

/* Opening and closing. */

#define FAILED -1

static int opened(int fd, int flags, const char *path) {
    if (fd >= 0 && fd < FDS) {
        handles[fd] = ++last_handle;
        record('O', handles[fd], (uint64_t)flags, 0, path, NULL, 0);
    }
    return fd;
}

static int open_kind(int flags) { return (flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) ? OPENS : READS; }

static int mode_of(int flags, va_list list) { return (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, int) : 0; }

#define OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                \
        REAL(int, name, (const char *, int, ...));              \
        va_list list;                                           \
        va_start(list, flags);                                  \
        int mode = mode_of(flags, list);                        \
        va_end(list);                                           \
        if (busy || !below(path)) return real(path, flags, mode); \
        BEGIN(open_kind(flags))                                 \
        int fd = opened(real(path, flags, mode), flags, path);  \
        int kept = errno;                                       \
        END;                                                    \
        errno = kept;                                           \
        return fd;                                              \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                     \
    int name(int folder, const char *path, int flags, ...) {             \
        REAL(int, name, (int, const char *, int, ...));                  \
        char place[PATH_MAX];                                            \
        va_list list;                                                    \
        va_start(list, flags);                                           \
        int mode = mode_of(flags, list);                                 \
        va_end(list);                                                    \
        const char *whole = busy ? path : beside(folder, path, place);   \
        if (busy || !below(whole)) return real(folder, path, flags, mode); \
        BEGIN(open_kind(flags))                                          \
        int fd = opened(real(folder, path, flags, mode), flags, whole);  \
        int kept = errno;                                                \
        END;                                                             \
        errno = kept;                                                    \
        return fd;                                                       \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
    REAL(int, close, (int));
    if (busy || handle_of(fd) == 0) return real(fd);
    BEGIN(CLOSES)
    record('C', handles[fd], 0, 0, NULL, NULL, 0);
    handles[fd] = 0;
    int result = real(fd);
    END;
    return result;
}

static void same_handle(int old, int new) {
    if (new >= 0 && new < FDS) handles[new] = handle_of(old);
}

int dup(int fd) {
    REAL(int, dup, (int));
    int new = real(fd);
    same_handle(fd, new);
    return new;
}

int dup2(int fd, int wanted) {
    REAL(int, dup2, (int, int));
    int new = real(fd, wanted);
    same_handle(fd, new);
    return new;
}

int dup3(int fd, int wanted, int flags) {
    REAL(int, dup3, (int, int, int));
    int new = real(fd, wanted, flags);
    same_handle(fd, new);
    return new;
}

/* Reading: only ever failed, never recorded. */

#undef FAILED
#define FAILED -1
#define READING(name, offset)                                          \
    ssize_t name(int fd, void *data, size_t length, offset at) {       \
        REAL(ssize_t, name, (int, void *, size_t, offset));            \
        if (busy || handle_of(fd) == 0) return real(fd, data, length, at); \
        BEGIN(READS)                                                   \
        ssize_t got = real(fd, data, length, at);                      \
        END;                                                           \
        return got;                                                    \
    }
READING(pread, off_t)
READING(pread64, off64_t)

ssize_t read(int fd, void *data, size_t length) {
    REAL(ssize_t, read, (int, void *, size_t));
    if (busy || handle_of(fd) == 0) return real(fd, data, length);
    BEGIN(READS)
    ssize_t got = real(fd, data, length);
    END;
    return got;
}

#define LOOKING(name, kind)                                  \
    int name(const char *path, kind into) {                  \
        REAL(int, name, (const char *, kind));               \
        if (busy || !below(path)) return real(path, into);   \
        BEGIN(READS)                                         \
        int result = real(path, into);                       \
        int kept = errno;                                    \
        END;                                                 \
        errno = kept;                                        \
        return result;                                       \
    }
LOOKING(stat64, struct stat64 *)
LOOKING(lstat64, struct stat64 *)
LOOKING(access, int)
LOOKING(statvfs64, struct statvfs64 *)

int fstatat64(int folder, const char *path, struct stat64 *into, int flags) {
    REAL(int, fstatat64, (int, const char *, struct stat64 *, int));
    char place[PATH_MAX];
    if (busy || !below(beside(folder, path, place))) return real(folder, path, into, flags);
    BEGIN(READS)
    int result = real(folder, path, into, flags);
    int kept = errno;
    END;
    errno = kept;
    return result;
}

#undef FAILED
#define FAILED NULL
DIR *opendir(const char *path) {
    REAL(DIR *, opendir, (const char *));
    if (busy || !below(path)) return real(path);
    BEGIN(READS)
    DIR *result = real(path);
    int kept = errno;
    END;
    errno = kept;
    return result;
}
#undef FAILED
#define FAILED -1

/* Writing. */

static ssize_t written(int fd, const void *data, ssize_t done, off64_t at) {
    if (done > 0) record('W', handles[fd], (uint64_t)at, (uint64_t)done, NULL, data, (size_t)done);
    return done;
}

static size_t allowed(int end, size_t length) {
    return (end == KILL_HALFWAY || end == SHORT_THEN_FAIL) && length > 1 ? length / 2 : length;
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, write, (int, const void *, size_t));
    if (busy || handle_of(fd) == 0) return real(fd, data, length);
    BEGIN(WRITES)
    ssize_t done = real(fd, data, allowed(end, length));
    int kept = errno;
    if (done > 0) written(fd, data, done, lseek64(fd, 0, SEEK_CUR) - done);
    END;
    errno = kept;
    return done;
}

#define PWRITE(name, offset)                                              \
    ssize_t name(int fd, const void *data, size_t length, offset at) {    \
        REAL(ssize_t, name, (int, const void *, size_t, offset));         \
        if (busy || handle_of(fd) == 0) return real(fd, data, length, at); \
        BEGIN(WRITES)                                                     \
        ssize_t done = real(fd, data, allowed(end, length), at);          \
        int kept = errno;                                                 \
        written(fd, data, done, at);                                      \
        END;                                                              \
        errno = kept;                                                     \
        return done;                                                      \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* The rest of the ways to write become `write`, piece by piece: their order is what counts. */

ssize_t writev(int fd, const struct iovec *pieces, int count) {
    REAL(ssize_t, writev, (int, const struct iovec *, int));
    if (busy || handle_of(fd) == 0) return real(fd, pieces, count);
    for (int i = 0; i < count; i++)
        if (pieces[i].iov_len > 0) return write(fd, pieces[i].iov_base, pieces[i].iov_len);
    return 0;
}

ssize_t pwritev64v2(int fd, const struct iovec *pieces, int count, off64_t at, int flags) {
    REAL(ssize_t, pwritev64v2, (int, const struct iovec *, int, off64_t, int));
    if (busy || handle_of(fd) == 0) return real(fd, pieces, count, at, flags);
    for (int i = 0; i < count; i++)
        if (pieces[i].iov_len > 0) return pwrite64(fd, pieces[i].iov_base, pieces[i].iov_len, at);
    return 0;
}

static ssize_t carried(int from, off64_t *at, int to, size_t length) {
    char piece[PIECE];
    size_t wish = length < PIECE ? length : PIECE;
    ssize_t got = at == NULL ? read(from, piece, wish) : pread64(from, piece, wish, *at);
    if (got <= 0) return got;
    ssize_t done = write(to, piece, (size_t)got);
    if (done < 0) return -1;
    if (at != NULL)
        *at += done;
    else if (done < got)
        lseek64(from, done - got, SEEK_CUR);
    return done;
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
    REAL(ssize_t, sendfile64, (int, int, off64_t *, size_t));
    if (busy || handle_of(to) == 0) return real(to, from, at, length);
    return carried(from, at, to, length);
}

ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *into, size_t length, unsigned flags) {
    REAL(ssize_t, copy_file_range, (int, off64_t *, int, off64_t *, size_t, unsigned));
    if (busy || handle_of(to) == 0) return real(from, at, to, into, length, flags);
    if (into != NULL) {
        errno = ENOSYS;
        return -1;
    }
    return carried(from, at, to, length);
}

#define TRUNCATE(name, offset)                                  \
    int name(int fd, offset size) {                             \
        REAL(int, name, (int, offset));                         \
        if (busy || handle_of(fd) == 0) return real(fd, size);  \
        BEGIN(WRITES)                                           \
        int result = real(fd, size);                            \
        int kept = errno;                                       \
        if (result == 0) record('T', handles[fd], (uint64_t)size, 0, NULL, NULL, 0); \
        END;                                                    \
        errno = kept;                                           \
        return result;                                          \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* What the model of the disk does not know is recorded as such, and the tests refuse the record. */

int truncate64(const char *path, off64_t size) {
    REAL(int, truncate64, (const char *, off64_t));
    if (!busy && below(path)) record('X', 0, 0, 0, "truncate", NULL, 0);
    return real(path, size);
}

int posix_fallocate64(int fd, off64_t at, off64_t length) {
    REAL(int, posix_fallocate64, (int, off64_t, off64_t));
    if (!busy && handle_of(fd) != 0) record('X', 0, 0, 0, "fallocate", NULL, 0);
    return real(fd, at, length);
}

void *mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t from) {
    REAL(void *, mmap64, (void *, size_t, int, int, int, off64_t));
    int writes = (protection & PROT_WRITE) && (flags & MAP_SHARED);
    if (!busy && writes && handle_of(fd) != 0) record('X', 0, 0, 0, "mmap", NULL, 0);
    return real(at, length, protection, flags, fd, from);
}

FILE *fopen64(const char *path, const char *mode) {
    REAL(FILE *, fopen64, (const char *, const char *));
    if (!busy && below(path) && mode[0] != 'r') record('X', 0, 0, 0, "fopen", NULL, 0);
    return real(path, mode);
}

int symlink(const char *to, const char *path) {
    REAL(int, symlink, (const char *, const char *));
    if (!busy && below(path)) record('X', 0, 0, 0, "symlink", NULL, 0);
    return real(to, path);
}

/* Syncing. */

#define SYNC(name)                                             \
    int name(int fd) {                                         \
        REAL(int, name, (int));                                \
        if (busy || handle_of(fd) == 0) return real(fd);       \
        BEGIN(SYNCS)                                           \
        int result = real(fd);                                 \
        int kept = errno;                                      \
        if (result == 0) record('S', handles[fd], 0, 0, NULL, NULL, 0); \
        END;                                                   \
        errno = kept;                                          \
        return result;                                         \
    }
SYNC(fsync)
SYNC(fdatasync)

/* Names. */

#define NAMED(call, ok)                \
    BEGIN(NAMES)                       \
    int result = call;                 \
    int kept = errno;                  \
    if (result == 0) ok;               \
    END;                               \
    errno = kept;                      \
    return result

int rename(const char *from, const char *to) {
    REAL(int, rename, (const char *, const char *));
    if (busy || !below(to)) return real(from, to);
    NAMED(real(from, to), record_two('R', from, to));
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, renameat, (int, const char *, int, const char *));
    char place[PATH_MAX], other[PATH_MAX];
    const char *source = beside(from_folder, from, place), *target = beside(to_folder, to, other);
    if (busy || !below(target)) return real(from_folder, from, to_folder, to);
    NAMED(real(from_folder, from, to_folder, to), record_two('R', source, target));
}

int link(const char *from, const char *to) {
    REAL(int, link, (const char *, const char *));
    if (busy || !below(to)) return real(from, to);
    NAMED(real(from, to), record_two('L', from, to));
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(int, linkat, (int, const char *, int, const char *, int));
    char place[PATH_MAX], other[PATH_MAX];
    const char *source = beside(from_folder, from, place), *target = beside(to_folder, to, other);
    if (busy || !below(target)) return real(from_folder, from, to_folder, to, flags);
    NAMED(real(from_folder, from, to_folder, to, flags), record_two('L', source, target));
}

int unlink(const char *path) {
    REAL(int, unlink, (const char *));
    if (busy || !below(path)) return real(path);
    NAMED(real(path), record('U', 0, 0, 0, path, NULL, 0));
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, unlinkat, (int, const char *, int));
    char place[PATH_MAX];
    const char *whole = beside(folder, path, place);
    if (busy || !below(whole)) return real(folder, path, flags);
    NAMED(real(folder, path, flags), record((flags & AT_REMOVEDIR) ? 'D' : 'U', 0, 0, 0, whole, NULL, 0));
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, mkdir, (const char *, mode_t));
    if (busy || !below(path)) return real(path, mode);
    NAMED(real(path, mode), record('M', 0, 0, 0, path, NULL, 0));
}

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, mkdirat, (int, const char *, mode_t));
    char place[PATH_MAX];
    const char *whole = beside(folder, path, place);
    if (busy || !below(whole)) return real(folder, path, mode);
    NAMED(real(folder, path, mode), record('M', 0, 0, 0, whole, NULL, 0));
}

int rmdir(const char *path) {
    REAL(int, rmdir, (const char *));
    if (busy || !below(path)) return real(path);
    NAMED(real(path), record('D', 0, 0, 0, path, NULL, 0));
}

/* Marks and times of files: a disk may refuse them, the model of the disk does not keep them. */

#define CHANGING(name, kind)                                  \
    int name(const char *path, kind value) {                  \
        REAL(int, name, (const char *, kind));                \
        if (busy || !below(path)) return real(path, value);   \
        NAMED(real(path, value), (void)0);                    \
    }
CHANGING(chmod, mode_t)

int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
    REAL(int, utimensat, (int, const char *, const struct timespec *, int));
    char place[PATH_MAX];
    if (busy || !below(beside(folder, path, place))) return real(folder, path, times, flags);
    NAMED(real(folder, path, times, flags), (void)0);
}
