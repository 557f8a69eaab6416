// How a query may go on, under each search box while it is typed in.  Only
// an addition: without it the box is the same, and nothing is sent anywhere
// but to this portal.
'use strict';

const WAIT_MS = 150; // after the last key
const LETTERS_MAX = 100;

function addCompletion(box, number) {
	const list = document.createElement('datalist');
	let known = new Set();
	let timer = 0;
	let running = null;

	list.id = 'complete-' + number;
	box.after(list);
	box.setAttribute('list', list.id);
	box.setAttribute('autocomplete', 'off');

	async function ask(typed) {
		if (running)
			running.abort();
		running = new AbortController();
		const answer = await fetch('/search/complete?q=' +
			encodeURIComponent(typed), { signal: running.signal });
		if (!answer.ok)
			return;
		const words = (await answer.json())[1];
		known = new Set(words);
		list.replaceChildren(...words.map((word) => {
			const option = document.createElement('option');
			option.value = word;
			return option;
		}));
	}

	box.addEventListener('input', () => {
		const typed = box.value;
		clearTimeout(timer);
		if (typed.length < 2 || typed.length > LETTERS_MAX || known.has(typed))
			return; // too little, too much, or just chosen
		// an answer that fails or comes too late is no loss
		timer = setTimeout(() => ask(typed).catch(() => {}), WAIT_MS);
	});
}

document.querySelectorAll('input[name="q"]').forEach(addCompletion);
