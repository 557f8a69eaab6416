#include "search/mapped.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"

/*
 * The handler reads the table while others change it: `version` is odd during
 * a change, and another one behind it.  The range that a fault lies in does
 * not change meanwhile, for who reads it holds it.
 */
struct range {
	atomic_bool taken;
	atomic_uint version;
	atomic_uintptr_t begin, end; /* 0: none */
	atomic_bool damaged;
};

static struct range ranges[MAPPED_MAX];
static atomic_int ranges_n; /* none was ever taken from here on */
static uintptr_t page_bytes;
static pthread_mutex_t installing = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction before; /* the handler that ours took the place of */

static struct range *
find(uintptr_t at, uintptr_t *end)
{
	int n = atomic_load(&ranges_n);

	for (int i = 0; i < n; i++) {
		struct range *r = &ranges[i];
		unsigned version = atomic_load(&r->version);
		uintptr_t begin = atomic_load(&r->begin);

		*end = atomic_load(&r->end);
		if (version % 2 == 0 && at >= begin && at < *end &&
		    atomic_load(&r->version) == version)
			return r;
	}
	return NULL;
}

/* Only what a signal handler may do: atomics and system calls. */
static void
on_bus_error(int number, siginfo_t *info, void *context)
{
	int saved = errno;
	uintptr_t at = (uintptr_t)info->si_addr, end;
	/* what another process sends has no address */
	struct range *r = info->si_code > 0 ? find(at, &end) : NULL;
	bool mended = false;

	(void)context;
	if (r != NULL) {
		char *page = (char *)info->si_addr - at % page_bytes;

		atomic_store(&r->damaged, true);
		mended = mmap(page, end - (at - at % page_bytes), PROT_READ,
		              MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1,
		              0) != MAP_FAILED;
	}
	if (!mended) {
		sigaction(number, &before, NULL);
		if (info->si_code <= 0)
			raise(number);
		/* else the same instruction fails again */
	}
	errno = saved;
}

/* Unless it is there; a test's frame puts its own in place at each test. */
static void
install(void)
{
	struct sigaction sa = { .sa_sigaction = on_bus_error,
		                .sa_flags = SA_SIGINFO | SA_ONSTACK };
	struct sigaction now;

	sigemptyset(&sa.sa_mask);
	pthread_mutex_lock(&installing);
	if (sigaction(SIGBUS, NULL, &now) != 0)
		BUG("cannot handle SIGBUS");
	if ((now.sa_flags & SA_SIGINFO) == 0 ||
	    now.sa_sigaction != on_bus_error) {
		before = now;
		page_bytes = (uintptr_t)sysconf(_SC_PAGESIZE);
		if (sigaction(SIGBUS, &sa, NULL) != 0)
			BUG("cannot handle SIGBUS");
	}
	pthread_mutex_unlock(&installing);
}

static void
change(struct range *r, uintptr_t begin, uintptr_t end)
{
	atomic_fetch_add(&r->version, 1);
	atomic_store(&r->begin, begin);
	atomic_store(&r->end, end);
	atomic_store(&r->damaged, false);
	atomic_fetch_add(&r->version, 1);
}

int
mapped_add(const void *p, size_t bytes)
{
	install();
	for (int i = 0; i < MAPPED_MAX; i++) {
		int n = atomic_load(&ranges_n);

		if (atomic_exchange(&ranges[i].taken, true))
			continue;
		change(&ranges[i], (uintptr_t)p, (uintptr_t)p + bytes);
		while (n <= i && !atomic_compare_exchange_weak(&ranges_n, &n,
		                                               i + 1))
			;
		return i;
	}
	return MAPPED_NONE;
}

void
mapped_remove(int id)
{
	if (id == MAPPED_NONE)
		return;
	change(&ranges[id], 0, 0);
	atomic_store(&ranges[id].taken, false);
}

bool
mapped_is_damaged(int id)
{
	return id != MAPPED_NONE && atomic_load(&ranges[id].damaged);
}
