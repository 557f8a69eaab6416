#include "search/spell.h"

#include "search/merge.h"
#include "search/postings.h"
#include "store/articles.h"
#include "text/fold.h"
#include "text/utf8.h"

#define SCRATCH_MAX_BYTES (64u << 20)
#define WORD_MAX_BYTES 256u
#define CP_TATWEEL 0x640u
#define CP_HAMZA_ABOVE 0x654u /* these two are letters, by themselves too */
#define CP_HAMZA_BELOW 0x655u

struct form {
	struct str shown;
	unsigned articles;
};

struct poll {
	struct speller *s;
	struct arena *mem;
	struct str folded;
	unsigned left; /* articles that may be asked yet */
	struct form form[SPELL_FORMS_MAX];
	size_t n;
};

void
speller_init(struct speller *s, const struct view *view, struct store *st)
{
	*s = (struct speller){ .view = view, .st = st };
	tokens_init(&s->tokens, 4 * SPELL_TEXT_MAX_BYTES);
	arena_init(&s->scratch, ARENA_BLOCK, SCRATCH_MAX_BYTES);
}

void
speller_release(struct speller *s)
{
	tokens_release(&s->tokens);
	arena_release(&s->scratch);
}

/* Signs that may be set on a word or not. */
static bool
is_ornament(uint32_t c)
{
	if (c >= 0x610 && c <= 0x6FF)
		return c == CP_TATWEEL ||
		       (fold_arabic[c - 0x600] == 0 && c != CP_HAMZA_ABOVE &&
		        c != CP_HAMZA_BELOW);
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

static struct str
bare_form(struct arena *mem, struct str shown)
{
	struct buf out = BUF_INIT(WORD_MAX_BYTES);
	struct str copy;
	uint32_t c;

	while (utf8_next(&shown, &c))
		if (!is_ornament(c))
			buf_put_cp(&out, c);
	copy = out.err == ERR_OK ? buf_copy(mem, &out) : STR_EMPTY;
	buf_release(&out);
	return copy;
}

static void
vote(struct poll *p, struct str shown)
{
	struct str form = bare_form(&p->s->scratch, shown);

	if (form.n == 0)
		return;
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->form[i].shown, form)) {
			p->form[i].articles++;
			return;
		}
	if (p->n < SPELL_FORMS_MAX)
		p->form[p->n++] = (struct form){ str_copy(p->mem, form), 1 };
}

/* The first place of the word in a text; false: it is not there. */
static bool
vote_text(struct poll *p, struct str text)
{
	struct tokens *t = &p->s->tokens;

	text = utf8_head(text, SPELL_TEXT_MAX_BYTES);
	if (tokens_take(t, text) != ERR_OK)
		return false;
	for (size_t i = 0; i < t->n; i++)
		if (str_eq(t->v[i].folded, p->folded)) {
			vote(p, str_sub(text, t->v[i].start, t->v[i].end));
			return true;
		}
	return false;
}

/*
 * An article has a vote: the text's before the title's, whose words may all
 * be in capitals.
 */
static void
ask_article(struct poll *p, int64_t id)
{
	struct article a;

	p->left--;
	arena_clear(&p->s->scratch, ARENA_BLOCK);
	if (store_article_by_id(p->s->st, &p->s->scratch, id, &a) != ERR_OK ||
	    a.head.state != ARTICLE_SHOWN)
		return;
	/* what may not be shown of an outlet is not spelt out here either */
	if (!vote_text(p, a.head.mode == OUTLET_FULL ? a.text
	                                             : a.head.excerpt))
		(void)vote_text(p, a.head.title);
}

static const struct form *
winner(const struct poll *p)
{
	const struct form *best = NULL;

	for (size_t i = 0; i < p->n; i++)
		if (best == NULL || p->form[i].articles > best->articles)
			best = &p->form[i];
	return best;
}

static bool
is_agreed(const struct poll *p)
{
	const struct form *best = winner(p);

	return best != NULL && best->articles >= SPELL_AGREED;
}

static void
ask_part(struct poll *p, const struct view_part *part, struct str key)
{
	const struct segment *s = part->segment;
	struct postings list;
	struct term t;
	uint32_t doc;

	if (!terms_find(s, key, &t))
		return;
	postings_open(&list, s, &t, false);
	doc = postings_advance(&list, 0);
	while (doc != POSTINGS_END && p->left > 0 && !is_agreed(p)) {
		if (!bit_is_set(part->deleted, doc))
			ask_article(p, s->id[doc]);
		doc = postings_advance(&list, doc + 1);
	}
}

struct str
spell_word(struct speller *s, struct arena *mem, struct str folded,
           unsigned articles)
{
	struct poll p = { .s = s, .mem = mem, .folded = folded,
		          .left = articles };
	struct str key = str_fmt(mem, "%c%.*s", TERM_EXACT, STR_ARG(folded));

	for (size_t i = 0; i < s->view->n; i++)
		if (key.n > 0 && p.left > 0 && !is_agreed(&p))
			ask_part(&p, &s->view->part[i], key);
	return winner(&p) == NULL ? STR_EMPTY : winner(&p)->shown;
}
