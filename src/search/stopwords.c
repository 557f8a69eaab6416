#include "search/stopwords.h"

#include "base/err.h"

/* One list a language: words separated by single spaces. */
static const struct str lists[] = {
	/* Arabic: prepositions, conjunctions, pronouns, questions */
	STR_INIT("من في على إلى الى عن مع هو هي هم ما ماذا متى أين اين كيف كم "
	         "هل أي اي أن ان إن أنه انه إنه أنها انها التي الذي الذين هذا "
	         "هذه ذلك تلك كان كانت يكون تكون قد لقد لم لن لا أو او ثم بعد "
	         "قبل كل بين حتى عند منذ خلال حول غير كما لكن بل إذا اذا إلا "
	         "الا أما اما به بها له لها فيه فيها منه منها عليه عليها ومن "
	         "وفي وعلى وهو وهي وقد ولم ولا وما وكان وكانت عام لماذا"),
	STR_INIT("le la les l' un une des de du d' et en à a au aux est sont "
	         "été dans par pour sur avec sans que qui quoi quel quelle ce "
	         "cette ces se sa son ses il elle ils elles on ne pas plus ou "
	         "où comment quand pourquoi"),
	STR_INIT("the a an of in on at to for and or is are was were be been "
	         "by with from as that this these those it its he she they "
	         "his her their what which who whom when where why how did do "
	         "does not"),
	STR_INIT("el la los las un una de del y en a al es son por para con "
	         "sin que se su sus lo como cuando donde qué cómo"),
};

/* What clings to a word without being part of it. */
static struct str
bare(struct str s)
{
	static const struct str marks[] = {
		STR_INIT("?"), STR_INIT("!"), STR_INIT("."), STR_INIT(","),
		STR_INIT(":"), STR_INIT(";"),
		STR_INIT("\xD8\x9F"), /* U+061F Arabic question mark */
		STR_INIT("\xD8\x8C"), /* U+060C Arabic comma */
	};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (str_ends(s, marks[i]))
			return str_sub(s, 0, s.n - marks[i].n);
	return s;
}

bool
stopword(struct str typed)
{
	struct str word = bare(typed);

	if (word.n == 0)
		return false;
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct str rest = lists[i];

		while (rest.n > 0)
			if (str_eq_ci(str_until(&rest, ' '), word))
				return true;
	}
	return false;
}
