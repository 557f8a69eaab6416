#ifndef MARSAD_PIPELINE_QUEUE_H
#define MARSAD_PIPELINE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A bounded queue of pointers between threads.  What is pushed is given
 * away: it belongs to whoever pops it.
 */
struct queue;

/* An empty queue that holds at most `capacity` items. */
struct queue *queue_new(size_t capacity);

/* The queue must be empty and no thread may use it any more. */
void queue_free(struct queue *q);

/* Wait for room, then append.  False, and not taken, once it is closed. */
bool queue_push(struct queue *q, void *item);

/* Wait for an item; NULL when the queue is closed and empty. */
void *queue_pop(struct queue *q);

/* As queue_pop, but NULL at once when it is empty. */
void *queue_try_pop(struct queue *q);

/* No more pushes; waiting threads go on. */
void queue_close(struct queue *q);

#endif
