#ifndef MARSAD_STORE_RULES_H
#define MARSAD_STORE_RULES_H

#include "model/outlet.h"
#include "store/store.h"

/*
 * The selectors an operator gave for an outlet's pages, and whether they
 * still match.
 */

/*
 * Set, or with an empty selector take away, one rule of an outlet.  Another
 * selector than before starts without a past; the same keeps it.  The text
 * is not looked into: html/select.h is the caller's.  ERR_ABSENT: there is
 * no such outlet.
 */
enum err store_rule_set(struct store *st, int64_t outlet_id,
                        enum outlet_rule_kind kind, struct str selector)
        MUST_CHECK;

/* All rules of an outlet; those it does not have are empty. */
enum err store_rules(struct store *st, struct arena *mem, int64_t outlet_id,
                     struct outlet_rule out[OUTLET_RULE__COUNT]) MUST_CHECK;

/* What a page changed about a rule. */
enum rule_news {
	RULE_NEWS_NONE,
	RULE_NEWS_ALARM,    /* it has stopped matching, or never did */
	RULE_NEWS_RECOVERED /* it matches again */
};

/* A page that was read with a rule. */
struct rule_sight {
	struct str selector;
	bool matched;
	int64_t now_s; /* Unix seconds */
};

/*
 * Record that a page was read with a selector.  Nothing happens when the rule
 * is another one by now.
 */
enum err store_rule_seen(struct store *st, int64_t outlet_id,
                         enum outlet_rule_kind kind,
                         const struct rule_sight *sight, enum rule_news *out)
        MUST_CHECK;

#endif
