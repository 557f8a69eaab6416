/*
 * The words that authors of pages put into class and id, and what they tell.
 * Gathered from the markup of common publishing systems; the Arabic press
 * uses the same English words.  A word ending in '*' stands for all words
 * that begin so.
 */
#include "extract/internal.h"

#define WORD_MAX 40u
#define VALUE_MAX 400u /* bytes of a class value that are looked at */
#define PREFIX_MIN 4u

static const struct { const char *words; unsigned flags; } lists[] = {
	{ "comment comments commentaire* commenter* commentlist* commentbox* "
	  "commentbody* commentform* commentcount* commentmeta* commenttext* "
	  "commentthread* commentsection* commentarea* commentwrap* "
	  "commentsarea* commentslist* commentssection* commentcontent* "
	  "disqus* related* recirc* newsletter* subscribe subscription* "
	  "subscribebox* subscribeform* sidebar* "
	  "breadcrumb* outbrain* taboola* advert* sponsor* cookie* consent* "
	  "recommended* recommendation* respond replies trackback* navbar* navigation* navmenu* "
	  "pagination pager megamenu* offcanvas mostread* popular popularposts* popularnews* "
	  "trending* articleslies* lireaussi* voiraussi* alireaussi* "
	  "readmore* alsoread* readalso* nextarticle* prevarticle* "
	  "morestories* moreon* onward* livefyre* talkback* reactions "
	  "similar* suggested* suggestion* liresuite* yarpp* zergnet* "
	  "footer* revcontent* mgid* jeg_share* rltd* reco recos "
	  "onetrust* optanon* gdpr* rgpd* ccpa*",
	  WORD_STRONG },
	{ "promo promos promobox* promotion* widget* social* share shares "
	  "sharebar* sharebox* sharebutton* shareicon* sharelink* sharetool* "
	  "sharing* sharedaddy* addthis* partage* pub publicite* tags "
	  "tag taglist* taxonomy* caption* credit* ads ad adv advt banner* "
	  "toolbar* popup* modal* overlay* lightbox* login* signin* signup* "
	  "register* rating* vote* poll quiz author authors authorbox* "
	  "authorbio* authorinfo* authorname* authormeta* byline* bio factbox* "
	  "writer* contributor* gallery* slideshow* carousel* slider* swiper* "
	  "print printonly printlink* printbox* toc copyright* legal* disclaimer* partner* donat* "
	  "menu* nav topbar* masthead* date* timestamp* time meta "
	  "published* updated* infos metadata* metabar* postmeta* entrymeta* "
	  "follow* whatsapp* telegram* facebook* twitter* linkedin* instagram* "
	  "more next previous prev teaser* shop* buy price* "
	  "weather* horoscope* ticker* latest* headlines* "
	  "keywords* topics* topic categories category* cat "
	  "subnav* utility* tools actions* feedback* survey* contact* "
	  "playlist* player* jwplayer* vjs* podcast* listen* "
	  "attachment* thumb* thumbnail* mediainfo* imagecaption* "
	  "correction* highlights* keypoints* infobox* "
	  "cta calltoaction* reflist* footnote* citations "
	  "aside* complementary* notice* "
	  "error* tooltip* dropdown* search* form forms webform* button* "
	  "buttons btn btns",
	  WORD_WEAK },
	{ "articlebody* articlecontent* articletext* storybody* storycontent* "
	  "storytext* postbody* postcontent* posttext* entrycontent* "
	  "entrybody* newsbody* newscontent* newstext* newsdetail* bodytext* "
	  "bodycopy* maincontent* contentbody* textbody* fulltext* "
	  "articledetail* storydetail* bodycontent* contenttext* articlecopy*",
	  WORD_BODY },
	{ "article story post entry news blog single", WORD_STORY },
	{ "body content text txt copy detail details description main",
	  WORD_TEXT },
	{ "date* time timestamp* datetime* publish* published* posted* "
	  "pubdate* dateline* updated* created*",
	  WORD_DATE },
	{ "author authors authorbox* authorbio* authorinfo* authorname* "
	  "authormeta* authorlink* byline* writer* contributor* auteur* signature* journalist* "
	  "reporter* byauthor* katib*",
	  WORD_AUTHOR },
	{ "summary* standfirst* lead lede leadtext* chapo* chapeau* intro* "
	  "subtitle* subhead* subheadline* deck dek excerpt* abstract* sapo* "
	  "teaser* kicker* subheading* accroche* strapline* description",
	  WORD_LEDE },
	/* pairs that say nothing of what they hold */
	{ "elementorwidget* overflowhidden overflowxhidden overflowyhidden "
	  "hscoswrapper* labelhidden textformatted* formattext* "
	  "nodepromoted nosidebar* hassidebar* withsidebar* hidesidebar* "
	  "withoutsidebar* sidebarcontent* sidebarlayout* contentsidebar* "
	  "statuspublish subscriberonly* subscribersonly*",
	  WORD_NEUTRAL },
	{ "hidden invisible sronly visuallyhidden screenreader* offscreen "
	  "noprint displaynone dnone",
	  WORD_HIDDEN },
	{ "caption* credit* credits imagecaption* photocaption* mediacaption* "
	  "imgcaption* figcaption* photocredit* imagecredit* legende* "
	  "imagedescription* imgdescription* copyright*",
	  WORD_CAPTION },
	{ "accordion* collapse collapsible* collapsable* expandable* tabpanel* "
	  "tabpane* tabcontent* faq* toggle*",
	  WORD_FOLD },
	{ "title* headline* entrytitle* posttitle* titre*", WORD_TITLE },
};

/* FNV-1a: the hash of a prefix is a step on the way to the whole's. */
#define FNV_START 2166136261u
#define FNV_STEP(h, c) (((h) ^ (unsigned char)(c)) * 16777619u)
#define PREFIX_MARK '*'

static unsigned
lookup(const struct vocabulary *v, uint32_t h)
{
	uint32_t i = h % VOCABULARY_SLOTS;

	for (; v->flags[i] != 0; i = (i + 1) % VOCABULARY_SLOTS)
		if (v->hash[i] == h)
			return v->flags[i];
	return 0;
}

/*
 * The letters a word begins with, as a number: what begins like no word of
 * the lists, which is nearly everything, needs no further look.
 */
static uint32_t
begin_add(uint32_t key, unsigned n, char c)
{
	return n < PREFIX_MIN ? key << 8 | (unsigned char)c : key;
}

static size_t
begin_slot(uint32_t key)
{
	return key * 0x9E3779B1u >> 16 & (VOCABULARY_BEGINS - 1);
}

static void
add(struct vocabulary *v, uint32_t h, unsigned flags)
{
	uint32_t i = h % VOCABULARY_SLOTS;

	while (v->flags[i] != 0 && v->hash[i] != h)
		i = (i + 1) % VOCABULARY_SLOTS;
	v->hash[i] = h;
	v->flags[i] = (uint16_t)(v->flags[i] | flags);
}

static void
add_list(struct vocabulary *v, const char *words, unsigned flags)
{
	uint32_t h = FNV_START, key = 0;
	unsigned n = 0;

	for (const char *p = words;; p++) {
		if (*p != ' ' && *p != '\0') {
			h = FNV_STEP(h, *p);
			key = begin_add(key, n++, *p);
			continue;
		}
		if (n > 0) {
			add(v, h, flags);
			v->begins[begin_slot(key)] = true;
		}
		if (*p == '\0')
			return;
		h = FNV_START;
		key = 0;
		n = 0;
	}
}

void
vocabulary_init(struct vocabulary *v)
{
	for (size_t i = 0; i < COUNT(lists); i++)
		add_list(v, lists[i].words, lists[i].flags);
}

/* A word of a value, in either case. */
struct word_at {
	const char *p;
	unsigned n;
	uint32_t key; /* of its beginning, in lower case */
};

/* Lower case of a letter or digit. */
static char
lower(char c)
{
	return (char)(c | 0x20);
}

/* Give w the letters of its beginning that stand in b, its other half. */
static uint32_t
begin_key(struct word_at w, struct word_at b)
{
	for (unsigned i = 0; i < b.n && w.n + i < PREFIX_MIN; i++)
		w.key = begin_add(w.key, w.n + i, lower(b.p[i]));
	return w.key;
}

/* Flags of a word of two halves: its own and those of its beginnings. */
static unsigned
word_flags(const struct vocabulary *v, struct word_at a, struct word_at b)
{
	uint32_t h = FNV_START;
	unsigned flags = 0, n = 0;

	for (unsigned i = 0; i < a.n + b.n; i++) {
		char c = i < a.n ? a.p[i] : b.p[i - a.n];

		h = FNV_STEP(h, lower(c));
		if (++n >= PREFIX_MIN)
			flags |= lookup(v, FNV_STEP(h, PREFIX_MARK));
	}
	return flags | lookup(v, h);
}

/* Letters and digits of the word at the front of s. */
static size_t
word_end(struct str s)
{
	bool after_lower = false;
	size_t n;

	for (n = 0; n < s.n; n++) {
		unsigned char c = (unsigned char)s.p[n];

		if ((c | 0x20u) - 'a' < 26u) {
			if (c < 'a' && after_lower)
				break;
			after_lower = c >= 'a';
		} else if (c - '0' + 0u < 10u) {
			after_lower = false;
		} else {
			break;
		}
	}
	return n;
}

/*
 * WordPress names on each post its kind, state, categories and tags: these
 * are the words of its editors.  Source: its post_class().
 */
static bool
is_post_label(struct str class, struct str value)
{
	static const struct str heads[] = {
		STR_INIT("category-"), STR_INIT("tag-"), STR_INIT("type-"),
		STR_INIT("status-"), STR_INIT("format-"),
		STR_INIT("post_format-"), STR_INIT("has-"),
	};

	for (size_t i = 0; i < COUNT(heads); i++)
		if (class.p[0] == heads[i].p[0] && str_starts(class, heads[i]))
			return str_find(value, STR("hentry")) != STR_NPOS ||
			       str_find(value, STR("status-publish")) !=
			               STR_NPOS;
	return false;
}

static size_t
class_end(struct str s)
{
	size_t n = 0;

	while (n < s.n && !ascii_is_space(s.p[n]))
		n++;
	return n;
}

/* What the words of a value have told so far. */
struct reading {
	const struct vocabulary *v;
	struct word_at before; /* the last word of this class; n 0: none */
	unsigned last;         /* what it told */
	unsigned flags;
	unsigned undo; /* the flags without the last word */
};

/*
 * Two neighbours that together say "story text" count as such, and are also
 * looked up as one word ("sr-only", "related-posts"); a pair that is neutral
 * says nothing, whatever its words say ("overflow-hidden").
 */
static void
read_word(struct reading *r, struct word_at w)
{
	static const struct word_at none = { 0 };
	unsigned own = 0, pair = 0;

	w.key = begin_key(none, w);
	if (r->v->begins[begin_slot(w.key)])
		own = word_flags(r->v, w, none);
	if (r->before.n > 0 &&
	    r->v->begins[begin_slot(begin_key(r->before, w))])
		pair = word_flags(r->v, r->before, w) &
		       ~(unsigned)(WORD_STORY | WORD_TEXT);
	if (pair & WORD_NEUTRAL) {
		r->flags = r->undo;
		r->before = none;
		r->last = 0;
		return;
	}
	r->undo = r->flags;
	if ((r->last & WORD_STORY) && (own & WORD_TEXT))
		r->flags |= WORD_BODY;
	r->flags |= own | pair;
	r->before = w;
	r->last = own;
}

/*
 * Words end at anything but a letter or digit and where lower case turns
 * into upper.
 */
static unsigned
read_words(const struct vocabulary *v, struct str value)
{
	struct reading r = { .v = v };
	bool begins = true; /* a class */

	for (struct str s = value; s.n > 0;) {
		size_t n = word_end(s);

		if (begins && is_post_label(s, value)) {
			n = class_end(s);
		} else if (n > 0) {
			read_word(&r, (struct word_at){
				.p = s.p,
				.n = n < WORD_MAX ? (unsigned)n : WORD_MAX,
			});
		} else {
			n = 1;
		}
		begins = n == 1 && ascii_is_space(s.p[0]);
		if (begins) {
			r.before.n = 0;
			r.last = 0;
		}
		s = str_sub(s, n, s.n);
	}
	return r.flags;
}

unsigned
vocabulary_flags(struct vocabulary *v, struct str value)
{
	const unsigned char *p = (const unsigned char *)value.p;
	size_t at;

	if (value.n == 0)
		return 0;
	value = str_sub(value, 0, VALUE_MAX);
	at = (value.n * 37 + p[0] + 5u * p[value.n / 2] + 3u * p[value.n - 1]) %
	     VOCABULARY_RECENT;
	if (!str_eq(v->recent[at].value, value)) {
		v->recent[at].flags = read_words(v, value);
		v->recent[at].value = value;
	}
	return v->recent[at].flags;
}
