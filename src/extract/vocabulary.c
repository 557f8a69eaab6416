/*
 * The words that authors of pages put into class and id, and what they tell.
 * Gathered from the markup of common publishing systems; the Arabic press
 * uses the same English words.  A word ending in '*' stands for all words
 * that begin so.
 */
#include "base/map.h"
#include "extract/internal.h"

#define WORD_MAX 40u
#define VALUE_MAX 400u /* bytes of a class value that are looked at */
#define PREFIX_MIN 4u

static const struct { const char *words; unsigned flags; } lists[] = {
	{ "comment* disqus* related* recirc* newsletter* subscri* sidebar* "
	  "breadcrumb* outbrain* taboola* advert* sponsor* cookie* consent* "
	  "recommend* respond replies trackback* navbar* navigation* navmenu* "
	  "pagination pager megamenu* offcanvas mostread* popular* trending* "
	  "readmore* alsoread* readalso* nextarticle* prevarticle* "
	  "morestories* moreon* onward* livefyre* talkback* reactions "
	  "similar* suggested* suggestion* liresuite* yarpp* zergnet* "
	  "revcontent* mgid* jeg_share* rltd* reco recos",
	  WORD_STRONG },
	{ "promo* widget* social* share* sharing* sharedaddy* addthis* tags "
	  "tag taglist* taxonomy* caption* credit* ads ad adv advt banner* "
	  "toolbar* popup* modal* overlay* lightbox* login* signin* signup* "
	  "register* rating* vote* poll quiz author* byline* bio factbox* "
	  "writer* contributor* gallery* slideshow* carousel* slider* swiper* "
	  "print* toc copyright* legal* disclaimer* partner* donat* footer* "
	  "foot menu* nav topbar* masthead* date* timestamp* time meta "
	  "published* updated* infos metadata* metabar* postmeta* entrymeta* "
	  "follow* whatsapp* telegram* facebook* twitter* linkedin* instagram* "
	  "more next previous prev teaser* shop* buy product* price* "
	  "weather* horoscope* ticker* latest* headlines* "
	  "keywords* topics* topic categories category* cat "
	  "subnav* utility* tools* actions* feedback* survey* contact* "
	  "playlist* player* jwplayer* vjs* podcast* listen* "
	  "attachment* thumb* thumbnail* mediainfo* imagecaption* "
	  "correction* highlights* keypoints* infobox* onetrust* optanon* "
	  "gdpr* ccpa* "
	  "aside* secondary* complementary* notice* "
	  "error* tooltip* dropdown* search* form* button* btn*",
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
	{ "author* byline* writer* contributor* auteur* signature* journalist* "
	  "reporter* byauthor* katib*",
	  WORD_AUTHOR },
	{ "summary* standfirst* lead lede leadtext* chapo* chapeau* intro* "
	  "subtitle* subhead* subheadline* deck dek excerpt* abstract* sapo* "
	  "teaser* kicker* subheading* accroche* strapline* description",
	  WORD_LEDE },
	{ "hidden invisible sronly visuallyhidden screenreader* offscreen "
	  "noprint displaynone dnone",
	  WORD_HIDDEN },
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

static void
add(struct vocabulary *v, struct str word, unsigned flags)
{
	uint32_t h = FNV_START, i;

	for (size_t k = 0; k < word.n; k++)
		h = FNV_STEP(h, word.p[k]);
	i = h % VOCABULARY_SLOTS;
	while (v->flags[i] != 0 && v->hash[i] != h)
		i = (i + 1) % VOCABULARY_SLOTS;
	v->hash[i] = h;
	v->flags[i] = (uint16_t)(v->flags[i] | flags);
}

void
vocabulary_init(struct vocabulary *v, struct arena *mem)
{
	v->seen = (struct map)MAP_INIT(mem, 0x6d617273);
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct str rest = str_from(lists[i].words);

		while (rest.n > 0)
			add(v, str_word(&rest), lists[i].flags);
	}
}

/* Flags of one lower-case word: its own and those of its beginnings. */
static unsigned
word_flags(const struct vocabulary *v, const char *w, size_t n)
{
	unsigned flags = 0;
	uint32_t h = FNV_START;

	for (size_t i = 0; i < n; i++) {
		h = FNV_STEP(h, w[i]);
		if (i + 1 >= PREFIX_MIN)
			flags |= lookup(v, FNV_STEP(h, PREFIX_MARK));
	}
	return flags | lookup(v, h);
}

/*
 * Words end at anything but a letter or digit and where lower case turns
 * into upper.  Two neighbours that together say "story text" count as such,
 * and are also looked up as one word ("sr-only", "related-posts").
 */
static unsigned
read_words(const struct vocabulary *v, struct str s)
{
	char word[2 * WORD_MAX + 1];
	size_t n = 0, before = 0; /* bytes of this word, of the one before */
	unsigned flags = 0, last = 0;

	for (size_t i = 0; i <= s.n; i++) {
		char c = i < s.n ? s.p[i] : ' ';
		bool edge = !ascii_is_alnum(c);
		unsigned own;

		if (!edge && i > 0 && n > 0 && c >= 'A' && c <= 'Z' &&
		    s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z')
			edge = true;
		if (edge && n > 0) {
			own = word_flags(v, word + before, n);
			if (before > 0)
				own |= word_flags(v, word, before + n) &
				       ~(unsigned)(WORD_STORY | WORD_TEXT);
			if ((last & WORD_STORY) && (own & WORD_TEXT))
				flags |= WORD_BODY;
			flags |= own;
			last = own;
			for (size_t k = 0; k < n; k++)
				word[k] = word[before + k];
			before = n;
			n = 0;
		}
		if (ascii_is_space(c)) {
			before = 0;
			last = 0;
		}
		if (ascii_is_alnum(c) && n < WORD_MAX)
			word[before + n++] = ascii_lower(c);
	}
	return flags;
}

unsigned
vocabulary_flags(struct vocabulary *v, struct str value)
{
	uint16_t *known;

	value = str_sub(value, 0, VALUE_MAX);
	if (value.n == 0)
		return 0;
	known = map_get(&v->seen, value);
	if (known != NULL)
		return *known;
	known = ARENA_NEW(v->seen.mem, uint16_t);
	if (known == NULL)
		return 0;
	*known = (uint16_t)read_words(v, value);
	map_put(&v->seen, value, known);
	return *known;
}
