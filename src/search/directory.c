#include "search/directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"

#define PATH_MAX_BYTES 4096u
#define FIRST_DIR_MODE 0700 /* until it is known who else may */
#define FIRST_FILE_MODE 0600
#define GROUP_MODE 0070
#define MARKS_MAGIC 0x314c4544445352ull /* "RSDDEL1" */
#define MARKS_MAX_BYTES ((size_t)SEGMENT_DOCS_MAX / 8 + 64)

const char *
directory_path(struct arena *mem, const char *db_path)
{
	return str_z(mem, str_fmt(mem, "%s.index", db_path));
}

/* Names that were made, renamed or removed in it are on the disk. */
static enum err
sync_names(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum err e;

	if (fd < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_OK : ERR_IO;
	close(fd);
	return e;
}

/*
 * Be as open as another file.  Where its group cannot be had nobody else's
 * group may; what a file system cannot do, or somebody else's file, stays.
 */
static void
open_like(int fd, const struct stat *like, mode_t mode)
{
	struct stat own;

	if (fstat(fd, &own) != 0)
		return;
	if (own.st_gid != like->st_gid &&
	    fchown(fd, (uid_t)-1, like->st_gid) != 0)
		mode &= ~(mode_t)GROUP_MODE;
	if ((own.st_mode & 0777) != mode && fchmod(fd, mode) != 0)
		return;
}

enum err
directory_make(const char *dir, const char *db_path)
{
	struct stat db;
	int fd;

	if (mkdir(dir, FIRST_DIR_MODE) != 0 && errno != EEXIST)
		return ERR_IO;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	/* who may read a file may enter its directory */
	if (stat(db_path, &db) == 0)
		open_like(fd, &db, (db.st_mode & 0666) |
		                           (db.st_mode & 0444) >> 2);
	close(fd);
	return ERR_OK;
}

int
directory_create(const char *path, int flags)
{
	const char *slash = strrchr(path, '/');
	char dir[PATH_MAX_BYTES];
	struct stat st;
	int fd = open(path, flags | O_CREAT | O_CLOEXEC, FIRST_FILE_MODE);

	snprintf(dir, sizeof(dir), "%.*s",
	         slash == NULL ? 1 : (int)(slash - path) + 1,
	         slash == NULL ? "." : path);
	if (fd >= 0 && stat(dir, &st) == 0)
		open_like(fd, &st, st.st_mode & 0666);
	return fd;
}

const char *
directory_segment(struct arena *mem, const char *dir, uint64_t number)
{
	return str_z(mem, str_fmt(mem, "%s/%llu.segment", dir,
	                          (unsigned long long)number));
}

const char *
directory_deletions(struct arena *mem, const char *dir, uint64_t number)
{
	return str_z(mem, str_fmt(mem, "%s/%llu.deleted", dir,
	                          (unsigned long long)number));
}

static const char *
path_in(char out[PATH_MAX_BYTES], const char *dir, const char *name)
{
	snprintf(out, PATH_MAX_BYTES, "%s/%s", dir, name);
	return out;
}

/* Write and sync a new file. */
static enum err
write_file(const char *path, struct str bytes)
{
	int fd = directory_create(path, O_WRONLY | O_TRUNC);
	enum err e;

	if (fd < 0)
		return ERR_IO;
	e = io_write_all(fd, bytes);
	if (e == ERR_OK && fsync(fd) != 0)
		e = ERR_IO;
	if (close(fd) != 0)
		e = ERR_IO;
	return e;
}

enum err
directory_write(const char *dir, const struct manifest *m)
{
	char path[PATH_MAX_BYTES], aside[PATH_MAX_BYTES];
	struct buf out = BUF_INIT(MANIFEST_MAX_BYTES);
	enum err e;

	manifest_print(m, &out);
	path_in(path, dir, "manifest");
	path_in(aside, dir, "manifest.new");
	e = out.err;
	if (e == ERR_OK)
		e = write_file(aside, buf_str(&out));
	buf_release(&out);
	/* the names of new segments before the one that refers to them */
	if (e == ERR_OK)
		e = sync_names(dir);
	if (e == ERR_OK && rename(aside, path) != 0)
		e = ERR_IO;
	return e == ERR_OK ? sync_names(dir) : e;
}

enum err
directory_read(const char *dir, struct arena *mem, struct manifest *out)
{
	char path[PATH_MAX_BYTES];
	struct buf raw = BUF_INIT(MANIFEST_MAX_BYTES);
	enum err e = io_read_file(path_in(path, dir, "manifest"), &raw);

	if (e == ERR_OK)
		e = manifest_parse(mem, buf_str(&raw), out);
	else if (e == ERR_LIMIT)
		e = ERR_FORMAT;
	buf_release(&raw);
	return e;
}

void
directory_stamp(const char *dir, struct stat *out)
{
	char path[PATH_MAX_BYTES];

	if (stat(path_in(path, dir, "manifest"), out) != 0)
		memset(out, 0, sizeof(*out));
}

bool
directory_same_stamp(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

struct marks_head {
	uint64_t magic;
	uint64_t segment;
	uint64_t docs, deleted;
	uint64_t sum; /* of the head before it and of the bits */
};

static uint64_t
marks_sum(const struct marks_head *h, struct str bits)
{
	struct str head = { (const char *)h, offsetof(struct marks_head, sum) };

	return str_hash_seed(bits, str_hash(head));
}

static struct str
marks_bytes(const struct marks *m)
{
	return (struct str){ (const char *)m->bits,
		             marks_words(m->docs) * sizeof(m->bits[0]) };
}

enum err
directory_write_marks(const char *path, uint64_t segment,
                      const struct marks *m)
{
	struct marks_head h = { MARKS_MAGIC, segment, m->docs, m->n, 0 };
	struct buf out = BUF_INIT(MARKS_MAX_BYTES);
	enum err e;

	h.sum = marks_sum(&h, marks_bytes(m));
	buf_put(&out, (struct str){ (const char *)&h, sizeof(h) });
	buf_put(&out, marks_bytes(m));
	e = out.err == ERR_OK ? write_file(path, buf_str(&out)) : out.err;
	buf_release(&out);
	return e;
}

enum err
directory_read_marks(const char *path, uint64_t segment, uint32_t docs,
                     struct marks **out)
{
	struct buf raw = BUF_INIT(MARKS_MAX_BYTES);
	enum err e = io_read_file(path, &raw);
	struct marks_head h;
	struct str bits;

	if (e == ERR_LIMIT)
		e = ERR_FORMAT;
	if (e == ERR_OK &&
	    raw.n != sizeof(h) + marks_words(docs) * sizeof(uint64_t))
		e = ERR_FORMAT;
	if (e != ERR_OK)
		goto out;
	memcpy(&h, raw.p, sizeof(h));
	bits = str_sub(buf_str(&raw), sizeof(h), raw.n);
	if (h.magic != MARKS_MAGIC || h.segment != segment ||
	    h.docs != docs || h.sum != marks_sum(&h, bits)) {
		e = ERR_FORMAT;
		goto out;
	}
	*out = marks_new(docs);
	(*out)->n = (uint32_t)h.deleted;
	memcpy((*out)->bits, bits.p, bits.n);
out:
	buf_release(&raw);
	return e;
}

enum err
directory_lock(const char *dir, int *out)
{
	char path[PATH_MAX_BYTES];
	/* of the open file, so that two of one process exclude each other */
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = directory_create(path_in(path, dir, "lock"), O_RDWR);

	if (fd < 0)
		return ERR_IO;
	if (fcntl(fd, F_OFD_SETLK, &whole) != 0) {
		bool held = errno == EAGAIN || errno == EACCES;

		close(fd);
		return held ? ERR_BUSY : ERR_IO;
	}
	*out = fd;
	return ERR_OK;
}

static bool
names_file(const struct manifest *m, uint64_t number, struct str end)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(end, STR(".segment"))
		            ? m->entry[i].number == number
		            : m->entry[i].deletions == number)
			return true;
	return false;
}

void
directory_clean(const char *dir, struct manifest *m)
{
	char path[PATH_MAX_BYTES];
	DIR *d = opendir(dir);
	struct dirent *f;

	while (d != NULL && (f = readdir(d)) != NULL) {
		struct str name = str_from(f->d_name);
		uint64_t number;

		if (!str_number(&name, &number, UINT64_MAX / 2) ||
		    (!str_eq(name, STR(".segment")) &&
		     !str_eq(name, STR(".deleted"))))
			continue;
		if (number >= m->next)
			m->next = number + 1;
		if (!names_file(m, number, name))
			unlink(path_in(path, dir, f->d_name));
	}
	if (d != NULL)
		closedir(d);
	unlink(path_in(path, dir, "manifest.new"));
}

enum err
directory_ask_rebuild(const char *dir)
{
	char path[PATH_MAX_BYTES];

	return write_file(path_in(path, dir, "rebuild"), STR_EMPTY);
}

bool
directory_wants_rebuild(const char *dir)
{
	char path[PATH_MAX_BYTES];

	return access(path_in(path, dir, "rebuild"), F_OK) == 0;
}

void
directory_rebuilt(const char *dir)
{
	char path[PATH_MAX_BYTES];

	unlink(path_in(path, dir, "rebuild"));
}
