/*
 * What stands before a date on a page: "Published on", "Last updated".
 */
#include "extract/internal.h"

#include "text/normalise.h"

#define LABEL_MAX 160u /* bytes of a label, names in it included */
#define LABEL_LONG 6u  /* bytes of a label that may have names in it */

/* Words before a date on a page, folded. */
static const struct {
	struct str text;
	enum label label;
} labels[] = {
	{ STR_INIT("نشر في"), LABEL_PUBLISHED },
	{ STR_INIT("نشر بتاريخ"), LABEL_PUBLISHED },
	{ STR_INIT("نشر يوم"), LABEL_PUBLISHED },
	{ STR_INIT("تاريخ النشر"), LABEL_PUBLISHED },
	{ STR_INIT("تم النشر في"), LABEL_PUBLISHED },
	{ STR_INIT("تم النشر"), LABEL_PUBLISHED },
	{ STR_INIT("تم نشره"), LABEL_PUBLISHED },
	{ STR_INIT("نشر"), LABEL_PUBLISHED },
	{ STR_INIT("نشرت في"), LABEL_PUBLISHED },
	{ STR_INIT("بتاريخ"), LABEL_NONE },
	{ STR_INIT("التاريخ"), LABEL_PUBLISHED },
	{ STR_INIT("كتب في"), LABEL_PUBLISHED },
	{ STR_INIT("اضيف في"), LABEL_PUBLISHED },
	{ STR_INIT("اخر تحديث"), LABEL_UPDATED },
	{ STR_INIT("تحديث"), LABEL_UPDATED },
	{ STR_INIT("حدث في"), LABEL_UPDATED },
	{ STR_INIT("تم التحديث"), LABEL_UPDATED },
	{ STR_INIT("publie le"), LABEL_PUBLISHED },
	{ STR_INIT("publie"), LABEL_PUBLISHED },
	{ STR_INIT("publiee le"), LABEL_PUBLISHED },
	{ STR_INIT("poste le"), LABEL_PUBLISHED },
	{ STR_INIT("ecrit le"), LABEL_PUBLISHED },
	{ STR_INIT("mis en ligne le"), LABEL_PUBLISHED },
	{ STR_INIT("le"), LABEL_NONE },
	{ STR_INIT("mis a jour le"), LABEL_UPDATED },
	{ STR_INIT("mis a jour"), LABEL_UPDATED },
	{ STR_INIT("mise a jour"), LABEL_UPDATED },
	{ STR_INIT("modifie le"), LABEL_UPDATED },
	{ STR_INIT("published on"), LABEL_PUBLISHED },
	{ STR_INIT("published"), LABEL_PUBLISHED },
	{ STR_INIT("date published"), LABEL_PUBLISHED },
	{ STR_INIT("first published"), LABEL_PUBLISHED },
	{ STR_INIT("publication"), LABEL_PUBLISHED },
	{ STR_INIT("publication date"), LABEL_PUBLISHED },
	{ STR_INIT("posted on"), LABEL_PUBLISHED },
	{ STR_INIT("posted"), LABEL_PUBLISHED },
	{ STR_INIT("submitted on"), LABEL_PUBLISHED },
	{ STR_INIT("written on"), LABEL_PUBLISHED },
	{ STR_INIT("date"), LABEL_PUBLISHED },
	{ STR_INIT("on"), LABEL_NONE },
	{ STR_INIT("updated"), LABEL_UPDATED },
	{ STR_INIT("updated on"), LABEL_UPDATED },
	{ STR_INIT("last updated"), LABEL_UPDATED },
	{ STR_INIT("last updated on"), LABEL_UPDATED },
	{ STR_INIT("last modified"), LABEL_UPDATED },
	{ STR_INIT("modified"), LABEL_UPDATED },
	{ STR_INIT("last reviewed"), LABEL_UPDATED },
	{ STR_INIT("reviewed"), LABEL_UPDATED },
	{ STR_INIT("stand"), LABEL_PUBLISHED },
	{ STR_INIT("erstellt am"), LABEL_PUBLISHED },
	{ STR_INIT("veroffentlicht"), LABEL_PUBLISHED },
	{ STR_INIT("aktualisiert"), LABEL_UPDATED },
	{ STR_INIT("zuletzt aktualisiert"), LABEL_UPDATED },
	{ STR_INIT("am"), LABEL_NONE },
	{ STR_INIT("vom"), LABEL_NONE },
	{ STR_INIT("actualizado el"), LABEL_UPDATED },
	{ STR_INIT("actualizada el"), LABEL_UPDATED },
	{ STR_INIT("publicada el"), LABEL_PUBLISHED },
	{ STR_INIT("pubblicato"), LABEL_PUBLISHED },
	{ STR_INIT("aggiornato"), LABEL_UPDATED },
	{ STR_INIT("giris"), LABEL_PUBLISHED },
	{ STR_INIT("yayinlanma"), LABEL_PUBLISHED },
	{ STR_INIT("yayinlanma tarihi"), LABEL_PUBLISHED },
	{ STR_INIT("guncelleme"), LABEL_UPDATED },
	{ STR_INIT("son guncelleme"), LABEL_UPDATED },
	{ STR_INIT("diterbitkan"), LABEL_PUBLISHED },
	{ STR_INIT("publicado"), LABEL_PUBLISHED },
	{ STR_INIT("publicado el"), LABEL_PUBLISHED },
	{ STR_INIT("publicado em"), LABEL_PUBLISHED },
	{ STR_INIT("actualizado"), LABEL_UPDATED },
	{ STR_INIT("atualizado em"), LABEL_UPDATED },
	{ STR_INIT("veroffentlicht am"), LABEL_PUBLISHED },
	{ STR_INIT("aktualisiert am"), LABEL_UPDATED },
	{ STR_INIT("pubblicato il"), LABEL_PUBLISHED },
	{ STR_INIT("aggiornato il"), LABEL_UPDATED },
	{ STR_INIT("تاريخ انتشار"), LABEL_PUBLISHED },
	{ STR_INIT("زمان انتشار"), LABEL_PUBLISHED },
	{ STR_INIT("بروزرساني"), LABEL_UPDATED },
};

/* The last piece of what stands before a date: behind a bar, a dot. */
static struct str
last_piece(struct str head)
{
	static const struct str bars[] = {
		STR_INIT("|"), STR_INIT("·"), STR_INIT("•"), STR_INIT(" - "),
		STR_INIT(" – "), STR_INIT(" — "), STR_INIT("/ "), STR_INIT("»"),
	};

	for (size_t i = 0; i < COUNT(bars); i++) {
		size_t at;

		while ((at = str_find(head, bars[i])) != STR_NPOS)
			head = str_sub(head, at + bars[i].n, head.n);
	}
	return head;
}

enum label
date_label(struct page *p, struct str head)
{
	struct str folded = text_fold_copy(p->mem, last_piece(head));

	if (folded.n == 0)
		return LABEL_NONE;
	for (size_t i = 0; i < COUNT(labels); i++)
		if (str_eq(folded, labels[i].text))
			return labels[i].label;
	/* "published in THE OUTLET on", "published by SOMEONE on" */
	for (size_t i = 0; i < COUNT(labels) && folded.n <= LABEL_MAX; i++)
		if (labels[i].label == LABEL_PUBLISHED &&
		    labels[i].text.n >= LABEL_LONG &&
		    str_starts(folded, labels[i].text) &&
		    folded.p[labels[i].text.n] == ' ')
			return LABEL_PUBLISHED;
	return LABEL_OTHER;
}

bool
date_label_is_update(struct page *p, struct str text)
{
	return text.n <= LABEL_MAX && date_label(p, text) == LABEL_UPDATED;
}
