#include "pipeline/queue.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"

struct queue {
	pthread_mutex_t lock; /* guards everything below */
	pthread_cond_t not_empty, not_full;
	void **items; /* ring */
	size_t cap, head, n;
	bool closed;
};

struct queue *
queue_new(size_t capacity)
{
	struct queue *q = xcalloc(1, sizeof(*q));

	q->items = xcalloc(capacity, sizeof(*q->items));
	q->cap = capacity;
	if (pthread_mutex_init(&q->lock, NULL) != 0 ||
	    pthread_cond_init(&q->not_empty, NULL) != 0 ||
	    pthread_cond_init(&q->not_full, NULL) != 0)
		BUG("cannot make a queue");
	return q;
}

void
queue_free(struct queue *q)
{
	if (q == NULL)
		return;
	pthread_cond_destroy(&q->not_full);
	pthread_cond_destroy(&q->not_empty);
	pthread_mutex_destroy(&q->lock);
	free(q->items);
	free(q);
}

bool
queue_push(struct queue *q, void *item)
{
	bool taken = false;

	pthread_mutex_lock(&q->lock);
	while (q->n == q->cap && !q->closed)
		pthread_cond_wait(&q->not_full, &q->lock);
	if (!q->closed) {
		q->items[(q->head + q->n++) % q->cap] = item;
		taken = true;
		pthread_cond_signal(&q->not_empty);
	}
	pthread_mutex_unlock(&q->lock);
	return taken;
}

/* The oldest item; the lock is held and there is one. */
static void *
take(struct queue *q)
{
	void *item = q->items[q->head];

	q->head = (q->head + 1) % q->cap;
	q->n--;
	pthread_cond_signal(&q->not_full);
	return item;
}

void *
queue_pop(struct queue *q)
{
	void *item = NULL;

	pthread_mutex_lock(&q->lock);
	while (q->n == 0 && !q->closed)
		pthread_cond_wait(&q->not_empty, &q->lock);
	if (q->n > 0)
		item = take(q);
	pthread_mutex_unlock(&q->lock);
	return item;
}

void *
queue_try_pop(struct queue *q)
{
	void *item = NULL;

	pthread_mutex_lock(&q->lock);
	if (q->n > 0)
		item = take(q);
	pthread_mutex_unlock(&q->lock);
	return item;
}

void
queue_close(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->closed = true;
	pthread_cond_broadcast(&q->not_empty);
	pthread_cond_broadcast(&q->not_full);
	pthread_mutex_unlock(&q->lock);
}
