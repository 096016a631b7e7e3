// One file, though long: SQLite wants each of its twenty calls passed on, and the faults are the few lines between them.
#include "CFaultVFS.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR 512

// One write or, without data, one truncation to `offset`.
typedef struct change {
    sqlite3_int64 offset;
    size_t count;
    unsigned char *data;
} change;

typedef struct image {
    unsigned char *data;
    size_t count;
    size_t capacity;
} image;

// What is known of one watched file, however many connections have it open.
typedef struct record {
    char *path;
    image synced;
    change *changes;
    size_t changeCount;
    size_t changeCapacity;
    struct record *next;
} record;

typedef struct folder {
    char *path;
    char *to;
    uint64_t seed;
    int64_t writes;
    int64_t lost;
    struct folder *next;
} folder;

typedef struct faultFile {
    sqlite3_file base;
    record *record;
    sqlite3_file *real;
} faultFile;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *real;
static sqlite3_vfs fault;
static record *records;
static folder *folders;

static void resize(image *image, size_t count) {
    if (count > image->capacity) {
        size_t capacity = count * 2;
        unsigned char *data = realloc(image->data, capacity);
        if (!data) abort();
        image->data = data;
        image->capacity = capacity;
    }
    if (count > image->count) memset(image->data + image->count, 0, count - image->count);
    image->count = count;
}

static void put(image *image, sqlite3_int64 offset, const unsigned char *data, size_t count) {
    if ((size_t)offset + count > image->count) resize(image, (size_t)offset + count);
    memcpy(image->data + offset, data, count);
}

static void remember(record *record, sqlite3_int64 offset, const void *data, size_t count) {
    if (record->changeCount == record->changeCapacity) {
        record->changeCapacity = record->changeCapacity ? record->changeCapacity * 2 : 64;
        change *changes = realloc(record->changes, record->changeCapacity * sizeof(change));
        if (!changes) abort();
        record->changes = changes;
    }
    change *change = &record->changes[record->changeCount++];
    change->offset = offset;
    change->count = count;
    change->data = NULL;
    if (data) {
        change->data = malloc(count ? count : 1);
        if (!change->data) abort();
        memcpy(change->data, data, count);
    }
}

static void forgetChanges(record *record) {
    for (size_t i = 0; i < record->changeCount; i++) free(record->changes[i].data);
    record->changeCount = 0;
}

static void discard(record *record) {
    forgetChanges(record);
    free(record->changes);
    free(record->synced.data);
    free(record->path);
    free(record);
}

static folder *folderOf(const char *path) {
    for (folder *f = folders; f; f = f->next)
        if (!strncmp(path, f->path, strlen(f->path))) return f;
    return NULL;
}

static int64_t cut(folder *folder);

static record *recordOf(const char *path, sqlite3_file *file) {
    for (record *r = records; r; r = r->next)
        if (!strcmp(r->path, path)) return r;
    record *r = calloc(1, sizeof(record));
    if (!r) abort();
    r->path = strdup(path);
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) == SQLITE_OK && size > 0) {
        resize(&r->synced, (size_t)size);
        file->pMethods->xRead(file, r->synced.data, (int)size, 0);
    }
    r->next = records;
    records = r;
    return r;
}

#define REAL(f) (((faultFile *)(f))->real)

static int faultClose(sqlite3_file *f) { return REAL(f)->pMethods->xClose(REAL(f)); }

static int faultRead(sqlite3_file *f, void *data, int count, sqlite3_int64 offset) {
    return REAL(f)->pMethods->xRead(REAL(f), data, count, offset);
}

static int faultWrite(sqlite3_file *f, const void *data, int count, sqlite3_int64 offset) {
    record *r = ((faultFile *)f)->record;
    if (!r) return REAL(f)->pMethods->xWrite(REAL(f), data, count, offset);
    pthread_mutex_lock(&lock);
    int code = REAL(f)->pMethods->xWrite(REAL(f), data, count, offset);
    if (code == SQLITE_OK) remember(r, offset, data, (size_t)count);
    folder *folder = folderOf(r->path);
    if (folder && folder->writes > 0 && --folder->writes == 0) folder->lost = cut(folder);
    pthread_mutex_unlock(&lock);
    return code;
}

static int faultTruncate(sqlite3_file *f, sqlite3_int64 size) {
    record *r = ((faultFile *)f)->record;
    pthread_mutex_lock(&lock);
    int code = REAL(f)->pMethods->xTruncate(REAL(f), size);
    if (code == SQLITE_OK && r) remember(r, size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return code;
}

static int faultSync(sqlite3_file *f, int flags) {
    record *r = ((faultFile *)f)->record;
    if (!r) return REAL(f)->pMethods->xSync(REAL(f), flags);
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < r->changeCount; i++) {
        change *c = &r->changes[i];
        if (c->data) put(&r->synced, c->offset, c->data, c->count);
        else resize(&r->synced, (size_t)c->offset);
    }
    forgetChanges(r);
    pthread_mutex_unlock(&lock);
    return SQLITE_OK;
}

static int faultFileSize(sqlite3_file *f, sqlite3_int64 *size) { return REAL(f)->pMethods->xFileSize(REAL(f), size); }
static int faultLock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int faultUnlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int faultCheckReservedLock(sqlite3_file *f, int *out) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out); }
static int faultFileControl(sqlite3_file *f, int op, void *arg) { return REAL(f)->pMethods->xFileControl(REAL(f), op, arg); }
static int faultSectorSize(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
static int faultDeviceCharacteristics(sqlite3_file *f) { return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f)); }

static int faultShmMap(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
    return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, out);
}
static int faultShmLock(sqlite3_file *f, int offset, int n, int flags) {
    return REAL(f)->pMethods->xShmLock(REAL(f), offset, n, flags);
}
static void faultShmBarrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int faultShmUnmap(sqlite3_file *f, int delete) { return REAL(f)->pMethods->xShmUnmap(REAL(f), delete); }

// Version 2: with shared memory, without memory-mapped reads.
static const sqlite3_io_methods methods = {
    2, faultClose, faultRead, faultWrite, faultTruncate, faultSync, faultFileSize, faultLock, faultUnlock, faultCheckReservedLock,
    faultFileControl, faultSectorSize, faultDeviceCharacteristics, faultShmMap, faultShmLock, faultShmBarrier, faultShmUnmap, NULL, NULL,
};

static int faultOpen(sqlite3_vfs *vfs, const char *path, sqlite3_file *f, int flags, int *outFlags) {
    (void)vfs;
    faultFile *file = (faultFile *)f;
    memset(file, 0, sizeof(faultFile));
    file->real = (sqlite3_file *)&file[1];
    int code = real->xOpen(real, path, file->real, flags, outFlags);
    if (!file->real->pMethods) return code;
    file->base.pMethods = &methods;
    int isKept = flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL);
    if (code == SQLITE_OK && path && isKept) {
        pthread_mutex_lock(&lock);
        if (folderOf(path)) file->record = recordOf(path, file->real);
        pthread_mutex_unlock(&lock);
    }
    return code;
}

static int faultDelete(sqlite3_vfs *vfs, const char *path, int syncDirectory) {
    (void)vfs;
    int code = real->xDelete(real, path, syncDirectory);
    pthread_mutex_lock(&lock);
    // The record stays for connections that still have the file open; it is an empty file from now on.
    for (record *r = records; r; r = r->next)
        if (!strcmp(r->path, path)) {
            forgetChanges(r);
            resize(&r->synced, 0);
        }
    pthread_mutex_unlock(&lock);
    return code;
}

int fault_vfs_install(void) {
    static int installed;
    pthread_mutex_lock(&lock);
    int code = SQLITE_OK;
    if (!installed) {
        installed = 1;
        real = sqlite3_vfs_find(NULL);
        fault = *real;
        fault.zName = "fault";
        fault.pNext = NULL;
        fault.szOsFile = (int)sizeof(faultFile) + real->szOsFile;
        fault.xOpen = faultOpen;
        fault.xDelete = faultDelete;
        code = sqlite3_vfs_register(&fault, 1);
    }
    pthread_mutex_unlock(&lock);
    return code;
}

void fault_vfs_watch(const char *path) {
    folder *f = calloc(1, sizeof(folder));
    if (!f) abort();
    f->path = strdup(path);
    f->lost = FAULT_VFS_NOT_YET;
    pthread_mutex_lock(&lock);
    f->next = folders;
    folders = f;
    pthread_mutex_unlock(&lock);
}

void fault_vfs_forget(const char *path) {
    pthread_mutex_lock(&lock);
    for (folder **f = &folders; *f;) {
        folder *old = *f;
        if (strcmp(old->path, path)) { f = &old->next; continue; }
        *f = old->next;
        free(old->path);
        free(old->to);
        free(old);
    }
    for (record **r = &records; *r;) {
        record *old = *r;
        if (strncmp(old->path, path, strlen(path))) { r = &old->next; continue; }
        *r = old->next;
        discard(old);
    }
    pthread_mutex_unlock(&lock);
}

// splitmix64, https://prng.di.unimi.it/splitmix64.c
static uint64_t draw(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void fault_vfs_arm(const char *path, const char *to, uint64_t seed, int64_t writes) {
    pthread_mutex_lock(&lock);
    folder *f = folderOf(path);
    if (f) {
        free(f->to);
        f->to = strdup(to);
        f->seed = seed;
        f->writes = writes;
    }
    pthread_mutex_unlock(&lock);
}

int64_t fault_vfs_lost(const char *path) {
    pthread_mutex_lock(&lock);
    folder *f = folderOf(path);
    int64_t lost = f ? f->lost : FAULT_VFS_FAILED;
    pthread_mutex_unlock(&lock);
    return lost;
}

static int64_t cut(folder *folder) {
    uint64_t state = folder->seed;
    // Of ten sectors that were not synced, this many reach the disk; sometimes none, sometimes all.
    uint64_t kept = draw(&state) % 11;
    int64_t lost = 0;
    for (record *r = records; r && lost >= 0; r = r->next) {
        if (strncmp(r->path, folder->path, strlen(folder->path))) continue;
        image disk = {0};
        resize(&disk, r->synced.count);
        if (r->synced.count) memcpy(disk.data, r->synced.data, r->synced.count);
        for (size_t i = 0; i < r->changeCount; i++) {
            change *c = &r->changes[i];
            if (!c->data) {
                if (draw(&state) % 10 < kept) resize(&disk, (size_t)c->offset); else lost++;
                continue;
            }
            for (size_t at = 0; at < c->count;) {
                size_t count = SECTOR - (size_t)(c->offset + (sqlite3_int64)at) % SECTOR;
                if (count > c->count - at) count = c->count - at;
                if (draw(&state) % 10 < kept) put(&disk, c->offset + (sqlite3_int64)at, c->data + at, count); else lost++;
                at += count;
            }
        }
        const char *name = strrchr(r->path, '/');
        char target[4096];
        snprintf(target, sizeof target, "%s%s", folder->to, name ? name : r->path);
        FILE *out = fopen(target, "wb");
        if (!out) lost = FAULT_VFS_FAILED;
        else {
            if (disk.count && fwrite(disk.data, 1, disk.count, out) != disk.count) lost = FAULT_VFS_FAILED;
            if (fclose(out)) lost = FAULT_VFS_FAILED;
        }
        free(disk.data);
    }
    return lost;
}
