// Opens the portal in Chromium as readers do, on a phone and on a desktop:
// the six parts of the article page, stories from the front page to what a
// copy changed, search, and an image that three people report.
//
//   node browser_test.mjs MARSAD FOLDER PLAYWRIGHT_CORE_FOLDER
//
// Starts `marsad run --demo` itself, writes screenshots into FOLDER, ends
// with 'browser: N passed, N failed'.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [marsad, folder, modules] = process.argv.slice(2);
const { chromium } = createRequire(path.resolve(modules) + '/')('playwright-core');
const db = path.join(folder, 'browser.db');
const conf = path.join(folder, 'browser.conf');
let passed = 0;
let failed = 0;
let bad = [];

function check(ok, what) {
	if (ok)
		return;
	bad.push(what);
	console.log('not so: ' + what);
}

// One test: it passes when every check in it does.
async function test(name, run) {
	bad = [];
	await run().catch((e) => check(false, String(e.stack || e)));
	if (bad.length === 0) {
		passed++;
		return;
	}
	failed++;
	console.log('FAILED: ' + name);
}

const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

// The portal as a newcomer starts it; resolves with its address.
function startMarsad() {
	mkdirSync(folder, { recursive: true });
	for (const tail of ['', '-wal', '-shm'])
		rmSync(db + tail, { force: true });
	// readers of this test are told apart by the address a proxy reports
	writeFileSync(conf, 'listen.trusted_proxies = 127.0.0.0/8\n');
	const child = spawn(marsad, ['run', '--demo', '--listen', '127.0.0.1:0',
		'--db', db, '--config', conf], { stdio: ['ignore', 'pipe', 'inherit'] });
	return new Promise((resolve, reject) => {
		let text = '';
		child.stdout.on('data', (d) => {
			text += d;
			const m = text.match(/http:\/\/[^\s]+/);
			if (m)
				resolve({ child, base: m[0] });
		});
		child.on('exit', (code) => reject(new Error('marsad ended: ' + code)));
	});
}

async function untilAlive(base) {
	for (let i = 0; i < 200; i++) {
		const r = await fetch(base + 'index.json').catch(() => null);
		if (r && r.ok) {
			const feed = await r.json();
			if (feed.items.length >= 20)
				return feed;
		}
		await sleep(100);
	}
	throw new Error('the portal shows no articles');
}

// The newest article of the page's language that shows an image.
async function findArticle(page, base) {
	await page.goto(base);
	const links = await page.$$eval('main a[href]', (as) =>
		as.map((a) => a.getAttribute('href'))
			.filter((h) => /^\/(?!story\/)[a-z0-9-]+\/\d+/.test(h)));
	for (const href of [...new Set(links)]) {
		await page.goto(new URL(href, base).href);
		if (await page.$('article figure img'))
			return page.url();
	}
	throw new Error('no article with an image');
}

async function checkArticle(page, url, name) {
	await page.goto(url);
	const dir = await page.getAttribute('html', 'dir');
	check(dir === 'rtl', `${name}: the page runs from right to left`);
	check(await page.getAttribute('html', 'lang') === 'ar', `${name}: in Arabic`);

	const strip = await page.$$eval('.strip a', (as) =>
		as.map((a) => a.textContent.trim()));
	check(strip.length === 57, `${name}: 57 headlines on the strip, got ${strip.length}`);
	check(strip.every((t) => t.length > 0), `${name}: none of them blank`);
	check(new Set(strip).size === strip.length, `${name}: none of them twice`);

	const size = await page.$eval('article figure img', (i) => i.naturalWidth);
	check(size > 100, `${name}: the image is shown`);
	check(await page.$('article form[action$="/report"] button') !== null,
		`${name}: the image can be reported`);
	const title = (await page.textContent('article h1')).trim();
	check(title.length > 10, `${name}: a title`);
	const text = await page.textContent('article');
	check(/نشر في/.test(text) && /\d\d? - \d\d? - \d{4}/.test(text),
		`${name}: published in OUTLET on DD - MM - YYYY`);
	const paragraphs = await page.$$eval('article p', (ps) =>
		ps.filter((p) => p.textContent.trim().length > 60).length);
	check(paragraphs >= 2, `${name}: the full text in paragraphs`);
	const source = await page.$eval('a[rel~="noopener"][href^="http"]',
		(a) => a.getAttribute('href'));
	check(/^http:\/\/127\.8\.0\.\d+:\d+\//.test(source),
		`${name}: a link to read it at its source`);

	const wide = await page.evaluate(() => [document.documentElement.scrollWidth,
		window.innerWidth]);
	check(wide[0] <= wide[1], `${name}: nothing runs off the side (${wide})`);
	await page.screenshot({ path: path.join(folder, `article-${name}.png`) });
	await page.screenshot({ path: path.join(folder, `article-${name}-full.png`), fullPage: true });
}

// Three people, told apart by address; each presses the button.
async function reportAsThree(browser, url, base) {
	const src = await (async () => {
		const page = await browser.newPage();
		await page.goto(url);
		const s = await page.$eval('article figure img', (i) => i.getAttribute('src'));
		await page.close();
		return new URL(s, base).href;
	})();
	for (const [i, address] of ['198.51.100.7', '198.51.100.7', '203.0.113.9', '192.0.2.44'].entries()) {
		const context = await browser.newContext({
			extraHTTPHeaders: { 'X-Forwarded-For': address } });
		const page = await context.newPage();
		await page.goto(url);
		check(await page.$('article figure img') !== null,
			`report ${i}: the image is still there`);
		await page.click('article form[action$="/report"] button');
		await page.waitForLoadState();
		const text = await page.textContent('body');
		check(/شكرا/.test(text), `report ${i}: the reader is thanked`);
		if (i < 3)
			check(/تُ?خفى|ستختفي|تختفي|إخفاء|يُ?خفى/.test(text),
				`report ${i}: and told what will happen`);
		await context.close();
	}
	const page = await browser.newPage();
	await page.goto(url);
	check(await page.$('article figure img') === null,
		'after three people the image is gone for everyone');
	const r = await fetch(src);
	check(r.status === 404 || r.status === 410, `and its address answers ${r.status}`);
	await page.screenshot({ path: path.join(folder, 'article-reported.png') });
	await page.close();
}

// Type a query, narrow it by an outlet, order it anew, take the filter off.
async function searchAsReader(page, base, name) {
	await page.goto(base + 'search');
	await page.fill('.ask input[name="q"]', 'المغرب');
	await page.press('.ask input[name="q"]', 'Enter');
	await page.waitForLoadState();
	const total = async () => Number((await page.textContent('.total'))
		.replace(/\./g, '').match(/\d+/)[0]);
	const all = await total();
	check(all > 1, `${name}: found ${all}`);
	check(await page.$('.hit mark') !== null, `${name}: what was typed is marked`);
	if (!await page.isVisible('.facets .lists'))
		await page.click('.facets > summary');
	check(await page.isVisible('.facets .lists'), `${name}: facets are shown`);
	await page.screenshot({ path: path.join(folder, `search-${name}.png`) });

	const link = page.locator('.facets a[href*="outlet="]').first();
	const count = Number(await link.locator('.count').textContent());
	const outlet = await link.locator('bdi').textContent();
	await link.click();
	await page.waitForLoadState();
	check(await total() === count, `${name}: ${outlet} has the ${count} it promised`);
	const outlets = await page.$$eval('.hit .meta bdi', (bs) =>
		bs.map((b) => b.textContent));
	check(outlets.length > 0 && outlets.every((o) => o === outlet),
		`${name}: nothing but ${outlet}: ${outlets}`);

	await page.click('.orders a[href*="sort=newest"]');
	await page.waitForLoadState();
	const times = await page.$$eval('.hit time', (ts) =>
		ts.map((t) => Date.parse(t.getAttribute('datetime'))));
	check(times.every((t, i) => i === 0 || t <= times[i - 1]),
		`${name}: newest first: ${times}`);
	await page.click('.chips a');
	await page.waitForLoadState();
	check(await total() === all, `${name}: all are back without the filter`);
	await page.click('.why summary');
	check(await page.isVisible('.why ul'), `${name}: a hit says why`);
	for (const at of [page.url(), base + 'search/help', base + 'search']) {
		await page.goto(at);
		const wide = await page.evaluate(() =>
			[document.documentElement.scrollWidth, window.innerWidth]);
		check(wide[0] <= wide[1], `${name}: ${at} runs off the side (${wide})`);
	}
}

async function fits(page, name) {
	const wide = await page.evaluate(() =>
		[document.documentElement.scrollWidth, window.innerWidth]);
	check(wide[0] <= wide[1], `${name} runs off the side (${wide})`);
}

// The front page: each story once, sections by topic, what rises now.
async function readFront(page, base, name) {
	await page.goto(base);
	const titles = await page.$$eval('main .card h3 a', (as) =>
		as.map((a) => a.getAttribute('href')));
	check(titles.length > 20, `${name}: ${titles.length} stories on the front page`);
	check(new Set(titles).size === titles.length, `${name}: none of them twice`);
	check(await page.$('.rising .card') !== null, `${name}: some of them rise now`);
	const topics = await page.$$eval('.topic h2 a', (as) =>
		as.map((a) => a.getAttribute('href')));
	check(topics.length >= 4, `${name}: sections by topic: ${topics}`);
	await fits(page, `${name}: the front page`);
	await page.goto(new URL(topics[0], base).href);
	check(await page.$('.topics a[aria-current]') !== null, `${name}: a topic has its page`);
	await fits(page, `${name}: a topic`);
}

// From the front page to a story, and to what a copy of its text changed.
async function followStory(page, base, name) {
	await page.goto(base);
	const stories = await page.$$eval('main .told', (as) =>
		as.map((a) => a.getAttribute('href')));
	let copied = false;
	check(stories.length > 3, `${name}: ${stories.length} stories of several outlets`);
	for (const href of stories) {
		await page.goto(new URL(href, base).href);
		copied = await page.$('.versions .copies') !== null;
		if (copied)
			break;
	}
	check(copied, `${name}: a story in which a text was copied`);
	const times = await page.$$eval('.versions > li > .meta time', (ts) =>
		ts.map((t) => Date.parse(t.getAttribute('datetime'))));
	check(times.every((t, i) => i === 0 || t >= times[i - 1]),
		`${name}: versions in the order of publication: ${times}`);
	check((await page.$$('.versions .first strong')).length === 1,
		`${name}: one was the first`);
	const bars = await page.$$eval('svg.chart rect', (rs) =>
		rs.map((r) => r.getBoundingClientRect()).map((b) => [b.left, b.height]));
	check(bars.length > 1 && bars.every(([, height]) => height > 1),
		`${name}: bars that can be seen: ${JSON.stringify(bars)}`);
	check(bars[0][0] > bars[bars.length - 1][0],
		`${name}: time runs from right to left`);
	check((await page.$eval('svg.chart rect', (r) => getComputedStyle(r).fill)) !== 'rgb(0, 0, 0)',
		`${name}: the bars have a colour`);
	await fits(page, `${name}: a story`);
	await page.screenshot({ path: path.join(folder, `story-${name}.png`), fullPage: true });
	await page.click('.rank summary');
	check(await page.isVisible('.rank li'), `${name}: it says why it stands there`);

	if (!await page.isVisible('.copies .diff'))
		await page.click('.copies summary');
	await page.click('.copies .diff');
	await page.waitForLoadState();
	check(/\/diff$/.test(page.url()), `${name}: a copy beside its text`);
	const shown = (await page.textContent('.differences')).trim();
	check(shown.length > 100, `${name}: the text stands there`);
	check(await page.$eval('.differences', (d) => getComputedStyle(d).direction) === 'rtl',
		`${name}: from right to left`);
	await fits(page, `${name}: two texts compared`);
	await page.screenshot({ path: path.join(folder, `diff-${name}.png`) });
}

// The box takes what the portal proposes; typing asks once it rests.
async function completes(page, base) {
	await page.goto(base + 'search');
	const asked = page.waitForResponse(/\/search\/complete\?q=/);
	await page.locator('.ask input[name="q"]').pressSequentially('المغ');
	const response = await asked;
	check(response.ok(), 'completion answers');
	const [typed, words] = await response.json();
	check(typed === 'المغ', `what was typed comes back: ${typed}`);
	await page.waitForFunction((n) =>
		document.querySelectorAll('.ask datalist option').length === n,
		words.length, { timeout: 5000 });
}

const pages = [['front', ''], ['search', 'search?q=' + encodeURIComponent('المغرب')],
	['about', 'about'], ['french', '?lang=fr'], ['missing', 'no-such-page']];

async function main() {
	const started = Date.now();
	const { child, base } = await startMarsad();
	let browser;

	await test('a newcomer sees a living portal', async () => {
		await untilAlive(base);
		console.log(`first articles after ${Date.now() - started} ms`);
	});
	await sleep(6000); // let the images come in
	const errors = [];
	let url;
	await test('the article page has its six parts on a desktop', async () => {
		browser = await chromium.launch({
			executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
			args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
				'--no-first-run', '--disable-background-networking',
				'--disable-component-update', '--disable-sync'],
		});
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
		url = await findArticle(page, base);
		await checkArticle(page, url, 'desktop');
	});
	await test('the article page has its six parts on a phone', async () => {
		const page = await browser.newPage({ viewport: { width: 390, height: 844 },
			isMobile: true, deviceScaleFactor: 2 });
		page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
		await checkArticle(page, url, 'phone');
		await page.goto(base);
		await page.screenshot({ path: path.join(folder, 'front-phone.png') });
	});
	await test('the strip stands on every page', async () => {
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		for (const [name, at] of pages) {
			await page.goto(base + at);
			check(await page.$('.strip a') !== null, `${name}: has the strip`);
			await page.screenshot({ path: path.join(folder, `${name}-desktop.png`) });
		}
	});
	await test('a reader searches on a desktop and on a phone', async () => {
		for (const [name, options] of [['desktop', { viewport: { width: 1280, height: 900 } }],
			['phone', { viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 2 }]]) {
			const page = await browser.newPage(options);
			page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
			await searchAsReader(page, base, name);
			await page.close();
		}
	});
	await test('a reader follows a story on a desktop and on a phone', async () => {
		for (const [name, options] of [['desktop', { viewport: { width: 1280, height: 900 } }],
			['phone', { viewport: { width: 390, height: 844 }, isMobile: true,
				deviceScaleFactor: 2, colorScheme: 'dark' }]]) {
			const page = await browser.newPage(options);
			page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
			await readFront(page, base, name);
			await followStory(page, base, name);
			await page.close();
		}
	});
	await test('the search page needs no scripts', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(base + 'search?q=' + encodeURIComponent('المغرب'));
		await page.click('.facets a[href*="outlet="]');
		await page.waitForLoadState();
		check((await page.content()).includes('class="chips"'), 'a facet is a link');
		await context.close();
	});
	await test('the search box completes what is typed', async () => {
		const page = await browser.newPage();
		page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
		await completes(page, base);
		await page.close();
	});
	await test('an image reported by three people is gone for everyone',
		() => reportAsThree(browser, url, base));
	await test('no page breaks its own security policy', async () => {
		const own = errors.filter((e) => !/40[34]|410/.test(e));
		check(own.length === 0, own.join('; '));
	});
	await test('Ctrl-C stops everything cleanly', async () => {
		await browser.close();
		child.removeAllListeners('exit');
		const ended = new Promise((r) => child.on('exit', r));
		child.kill('SIGINT');
		const code = await Promise.race([ended, sleep(20000).then(() => 'still running')]);
		check(code === 0, `ended with ${code}`);
	}).finally(() => child.kill('SIGKILL'));
}

await main();
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
