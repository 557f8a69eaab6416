/*
 * What the way from shown text to stems costs: folding, words with their
 * places, words and stems, in MB of Arabic news a second on one core, and as
 * a share of what memchr reads; the peer is Snowball's Arabic stemmer on the
 * same words.  The text is the file given as argument, else made of words of
 * ours, which repeats more than news does and is cheaper to stem.
 */
#include <libstemmer.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/rng.h"
#include "text/normalise.h"
#include "text/stem.h"
#include "text/tokens.h"

#define TEXT_BYTES ((size_t)8 << 20)
#define PIECE_BYTES 4000u /* a news article */
#define ROUNDS 9

static const char *const stems[] = {
	"وزير", "حكومة", "برلمان", "اقتصاد", "مدينة", "طريق", "مدرسة", "كتاب",
	"رياضة", "فريق", "مباراة", "شركة", "سوق", "قانون", "محكمة", "صحافة",
	"جريدة", "مستشفى", "طبيب", "جامعة", "أستاذ", "طالب", "مشروع", "ميناء",
	"سفينة", "فلاح", "مطر", "جبل", "ساحل", "مهرجان", "فنان", "معرض",
	"انتخاب", "حزب", "نقابة", "عامل", "أجر", "ضريبة", "ميزانية", "بنك",
};

static const char *const heads[] = { "", "", "ال", "ال", "و", "وال", "بال",
	                             "لل", "ب", "ل" };
static const char *const tails[] = { "", "", "", "ات", "ين", "ها", "ه", "ي",
	                             "هم", "ا" };
static const char *const small[] = { "في", "من", "على", "أن", "إلى", "التي",
	                             "عن", "مع", "هذا", "بعد", "،", ".",
	                             "قال", "كان", "2026" };

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *
pick(struct rng *r, const char *const *list, size_t n)
{
	/* the lesser of two: the first words are the frequent ones */
	size_t a = rng_below(r, n), b = rng_below(r, n);

	return list[a < b ? a : b];
}

static void
make_text(struct buf *b)
{
	struct rng r = { 1 };

	while (b->n < TEXT_BYTES) {
		if (rng_below(&r, 3) == 0) {
			buf_put(b, str_from(pick(&r, small, COUNT(small))));
		} else {
			buf_put(b, str_from(pick(&r, heads, COUNT(heads))));
			buf_put(b, str_from(pick(&r, stems, COUNT(stems))));
			buf_put(b, str_from(pick(&r, tails, COUNT(tails))));
		}
		buf_put_char(b, ' ');
	}
}

/* The next piece of a text, cut at a space. */
static struct str
piece(struct str *rest)
{
	size_t n = rest->n < PIECE_BYTES ? rest->n : PIECE_BYTES;
	struct str s;

	while (n < rest->n && rest->p[n] != ' ')
		n++;
	s = str_sub(*rest, 0, n);
	*rest = str_sub(*rest, n, rest->n);
	return s;
}

enum work { SCAN, FOLD, TOKENS, STEMS, PEER, WORK__COUNT };

struct bench {
	struct buf folded;
	struct tokens tokens;
	struct stemmer *stemmer;
	struct sb_stemmer *peer;
	size_t words, sum;
};

static void
use_words(struct bench *b, enum work what)
{
	b->words += b->tokens.n;
	for (size_t i = 0; what >= STEMS && i < b->tokens.n; i++) {
		struct str w = b->tokens.v[i].folded;

		if (what == STEMS) {
			b->sum += stem_word(b->stemmer, STEM_NONE, w).n;
			continue;
		}
		sb_stemmer_stem(b->peer, (const sb_symbol *)w.p, (int)w.n);
		b->sum += (size_t)sb_stemmer_length(b->peer);
	}
}

static void
run(struct bench *b, enum work what, struct str text)
{
	while (text.n > 0) {
		struct str s = piece(&text);

		if (what == SCAN) {
			b->sum += memchr(s.p, '\1', s.n) != NULL;
		} else if (what == FOLD) {
			buf_clear(&b->folded);
			text_fold(&b->folded, s);
			b->sum += b->folded.n;
		} else if (tokens_take(&b->tokens, s) == ERR_OK) {
			use_words(b, what);
		}
	}
}

static double
best_s(struct bench *b, enum work what, struct str text)
{
	double best = 1e18;

	for (int i = 0; i < ROUNDS; i++) {
		double start = now_s();

		b->words = 0;
		run(b, what, text);
		start = now_s() - start;
		best = start < best ? start : best;
	}
	return best;
}

int
main(int argc, char **argv)
{
	static const char *const names[WORK__COUNT] = {
		"memchr", "fold", "tokens", "tokens+stems", "tokens+Snowball",
	};
	struct bench b = { .folded = BUF_INIT(TEXT_BYTES),
		           .stemmer = stemmer_new(),
		           .peer = sb_stemmer_new("arabic", NULL) };
	struct buf text = BUF_INIT(8 * TEXT_BYTES);
	double s[WORK__COUNT];

	tokens_init(&b.tokens, TEXT_BYTES);
	if (argc < 2 || io_read_file(argv[1], &text) != ERR_OK) {
		buf_clear(&text);
		make_text(&text);
	}
	for (enum work i = SCAN; i < WORK__COUNT; i++) {
		s[i] = best_s(&b, i, buf_str(&text));
		printf("analyser %-16s %6.0f MB/s  memchr/%.1f\n", names[i],
		       (double)text.n / s[i] / 1e6, s[i] / s[SCAN]);
	}
	printf("analyser stems: %.1f ns a word, Snowball's %.1f "
	       "(%.1f and %.1f million a second)\n",
	       (s[STEMS] - s[TOKENS]) / (double)b.words * 1e9,
	       (s[PEER] - s[TOKENS]) / (double)b.words * 1e9,
	       (double)b.words / (s[STEMS] - s[TOKENS]) / 1e6,
	       (double)b.words / (s[PEER] - s[TOKENS]) / 1e6);
	tokens_release(&b.tokens);
	buf_release(&b.folded);
	buf_release(&text);
	stemmer_free(b.stemmer);
	sb_stemmer_delete(b.peer);
	return 0;
}
