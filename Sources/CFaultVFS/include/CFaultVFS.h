#ifndef CFAULTVFS_H
#define CFAULTVFS_H

#include <stdint.h>

// A disk that may lose what was not synced, for tests of SQLite stores: https://www.sqlite.org/vfs.html
//
// Files in a watched folder are read and written as ever; beside that, everything written since a file's last sync is remembered. A power
// cut then writes what the disk could hold: all that was synced, and of the rest a random part, sector by sector. The process goes on, so
// that one test can cut at many moments.

// Makes this the default file system of SQLite in this process; files outside watched folders pass through. Returns an SQLite result code.
int fault_vfs_install(void);

// Remembers unsynced writes to database files and logs whose path begins with `folder`.
void fault_vfs_watch(const char *folder);

// Cuts the power at the `writes`-th write from now to a file in `folder`: puts what the disk could then hold, by `seed`, into the folder `to`.
void fault_vfs_arm(const char *folder, const char *to, uint64_t seed, int64_t writes);

// The unsynced sectors that the cut lost; FAULT_VFS_NOT_YET before it, FAULT_VFS_FAILED when the copy could not be written.
int64_t fault_vfs_lost(const char *folder);
#define FAULT_VFS_FAILED (-1)
#define FAULT_VFS_NOT_YET (-2)

// Forgets a folder; its connections must be closed.
void fault_vfs_forget(const char *folder);

#endif
