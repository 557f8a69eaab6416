// Lucene as a peer of marsad's search, on one thread: bench/lucene/run.sh
// compiles and starts it.
//
//	LuceneBench speed ARTICLES QUERIES INDEX [HITS]
//	LuceneBench retrieval DOCUMENTS QUERIES INDEX RUN
//
// speed: ARTICLES are import lines, QUERIES the lines of search_corpus; the
// folder INDEX is overwritten.  Prints what indexing costs and, a line a
// class and sort, how long queries take: the least of three runs of each,
// after two runs of all.  HITS receives what was found, for comparing: class,
// words, outlet, sort, how many, and the ids of the first ten.
// retrieval: DOCUMENTS and QUERIES are JSON lines with id and text; all terms
// of a query are alternatives; RUN receives query, document and rank.
//
// Lines to read by machine: "lucene CLASS SORT P50 P99 ms ...", and of the
// index "lucene index NAME VALUE ...".  No JIT compiler is waited for beyond
// a second a class.
//
// No stop words with speed, so that every engine indexes the same words; in
// retrieval those of Lucene's Arabic analyzer.  "-" is the standard input.

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

public final class LuceneBench {
	static final double BUFFER_MB = 256;
	static final float TITLE_BOOST = 2;
	static final int HITS = 10;
	static final int RUN_HITS = 100;
	static final int CLAUSES_MAX = 100000;
	static final int WARM_PASSES = 2;
	static final long WARM_NS = 1000000000L; // and as long as this
	static final int PASSES = 3;
	static final Sort NEWEST = new Sort(
	    new SortField("time", SortField.Type.LONG, true));

	/** One line of QUERIES. */
	static final class Asked {
		String type, words, outlet;
		long from, to;
		Query query;
	}

	/** Reads the strings of a flat JSON object; other values are none. */
	static final class Json {
		private final String s;
		private final StringBuilder text = new StringBuilder();
		private int at;

		Json(String line) {
			s = line;
		}

		Map<String, String> object() {
			Map<String, String> all = new HashMap<>();
			expect('{');
			while (peek() != '}') {
				String key = string();
				expect(':');
				if (peek() == '"')
					all.put(key, string());
				else
					skip();
				if (peek() == ',')
					at++;
			}
			return all;
		}

		private char peek() {
			while (at < s.length() && s.charAt(at) <= ' ')
				at++;
			if (at == s.length())
				throw new IllegalArgumentException("JSON ends");
			return s.charAt(at);
		}

		private void expect(char c) {
			if (peek() != c)
				throw new IllegalArgumentException(
				    "JSON: no " + c + " at " + at);
			at++;
		}

		private void skip() {
			while (s.charAt(at) != ',' && s.charAt(at) != '}')
				at++;
		}

		private String string() {
			expect('"');
			text.setLength(0);
			for (;;) {
				int from = at;
				char c = s.charAt(at);

				while (c != '"' && c != '\\')
					c = s.charAt(++at);
				text.append(s, from, at++);
				if (c == '"')
					return text.toString();
				escape(s.charAt(at++));
			}
		}

		private void escape(char c) {
			int known = "bfnrt".indexOf(c);

			if (c == 'u') {
				text.append((char) Integer.parseInt(
				    s.substring(at, at + 4), 16));
				at += 4;
			} else {
				text.append(known < 0 ? c
				    : "\b\f\n\r\t".charAt(known));
			}
		}
	}

	/** Counts all matches by the ordinals of a doc-values field each. */
	static final class Counter extends SimpleCollector {
		private static final String[] FIELDS = { "outlet", "topic" };
		private final List<Map<String, Integer>> all = List.of(
		    new HashMap<>(), new HashMap<>());
		private final SortedDocValues[] values = new SortedDocValues[2];
		private final int[][] counts = new int[2][];

		@Override
		protected void doSetNextReader(LeafReaderContext leaf)
		    throws IOException {
			finish();
			for (int i = 0; i < FIELDS.length; i++) {
				values[i] = DocValues.getSorted(leaf.reader(),
				    FIELDS[i]);
				counts[i] = new int[values[i].getValueCount()];
			}
		}

		@Override
		public void collect(int doc) throws IOException {
			for (int i = 0; i < FIELDS.length; i++)
				if (values[i].advanceExact(doc))
					counts[i][values[i].ordValue()]++;
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}

		/** Add the counts of the last segment to those by name. */
		List<Map<String, Integer>> finish() throws IOException {
			for (int i = 0; i < FIELDS.length; i++) {
				if (counts[i] == null)
					continue;
				for (int k = 0; k < counts[i].length; k++)
					if (counts[i][k] > 0)
						all.get(i).merge(values[i]
						    .lookupOrd(k).utf8ToString(),
						    counts[i][k], Integer::sum);
				counts[i] = null;
			}
			return all;
		}
	}

	/** What is timed; returns how many were found. */
	interface Work {
		long run(Asked a) throws IOException;
	}

	static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
	static final com.sun.management.OperatingSystemMXBean SYSTEM =
	    (com.sun.management.OperatingSystemMXBean)
	    ManagementFactory.getOperatingSystemMXBean();

	private final Analyzer analyzer;
	private IndexSearcher searcher;

	LuceneBench(Analyzer analyzer) {
		this.analyzer = analyzer;
	}

	static BufferedReader open(String name) throws IOException {
		InputStream in = name.equals("-") ? System.in
		    : new FileInputStream(name);

		return new BufferedReader(
		    new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 20);
	}

	/** The terms a text is indexed as. */
	List<String> terms(String text) throws IOException {
		List<String> all = new ArrayList<>();

		try (TokenStream in = analyzer.tokenStream("body", text)) {
			CharTermAttribute term =
			    in.addAttribute(CharTermAttribute.class);

			in.reset();
			while (in.incrementToken())
				all.add(term.toString());
			in.end();
		}
		return all;
	}

	// --- indexing

	static void facet(Document d, String field, String value) {
		d.add(new StringField(field, value, Field.Store.NO));
		d.add(new SortedDocValuesField(field,
		    new org.apache.lucene.util.BytesRef(value)));
	}

	static Document article(Map<String, String> a) {
		long time = OffsetDateTime.parse(a.get("date")).toEpochSecond();
		Document d = new Document();

		d.add(new StoredField("id", a.get("id")));
		d.add(new TextField("title", a.get("title"), Field.Store.NO));
		d.add(new TextField("body", a.get("text"), Field.Store.NO));
		facet(d, "outlet", a.get("outlet"));
		facet(d, "topic", a.get("topic"));
		facet(d, "language", a.get("language"));
		d.add(new LongPoint("time", time));
		d.add(new NumericDocValuesField("time", time));
		return d;
	}

	static Document document(Map<String, String> a) {
		Document d = new Document();

		d.add(new StoredField("id", a.get("id")));
		d.add(new TextField("body", a.get("text"), Field.Store.NO));
		return d;
	}

	IndexWriterConfig config(boolean sorted) {
		IndexWriterConfig c = new IndexWriterConfig(analyzer);

		c.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
		c.setRAMBufferSizeMB(BUFFER_MB);
		c.setMergeScheduler(new SerialMergeScheduler());
		if (sorted)
			c.setIndexSort(NEWEST);
		return c;
	}

	/** Index all, merge to one segment, say what it cost. */
	void index(Directory to, String name, boolean articles)
	    throws IOException {
		long n = 0, reading = 0, all = SYSTEM.getProcessCpuTime();
		long merging, bytes = 0;
		String line;

		try (BufferedReader in = open(name);
		     IndexWriter out = new IndexWriter(to, config(articles))) {
			for (;; n++) {
				long start = THREAD.getCurrentThreadCpuTime();
				Map<String, String> a;

				if ((line = in.readLine()) == null)
					break;
				a = new Json(line).object();
				reading +=
				    THREAD.getCurrentThreadCpuTime() - start;
				out.addDocument(articles ? article(a)
				    : document(a));
			}
			out.flush();
			all = SYSTEM.getProcessCpuTime() - all - reading;
			merging = SYSTEM.getProcessCpuTime();
			out.forceMerge(1);
			out.commit();
			merging = SYSTEM.getProcessCpuTime() - merging;
		}
		for (String file : to.listAll())
			bytes += to.fileLength(file);
		print("lucene index     articles   %9d", n);
		print("lucene index     per_cpu_s  %9.0f  without the last merge",
		    n / (all / 1e9));
		print("lucene index     merged_per_cpu_s %3.0f  with it",
		    n / ((all + merging) / 1e9));
		print("lucene index     bytes_each %9.0f", (double) bytes / n);
	}

	static void print(String format, Object... what) {
		System.out.println(String.format(Locale.ROOT, format, what));
	}

	// --- queries

	static Query either(Query title, Query body) {
		return new BooleanQuery.Builder()
		    .add(new BoostQuery(title, TITLE_BOOST), Occur.SHOULD)
		    .add(body, Occur.SHOULD).build();
	}

	static Query phrase(List<String> terms) {
		return either(
		    new PhraseQuery("title", terms.toArray(new String[0])),
		    new PhraseQuery("body", terms.toArray(new String[0])));
	}

	/** All words, each in the title or the body. */
	static Query words(List<String> terms) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();

		for (String t : terms) {
			Query one = either(new TermQuery(new Term("title", t)),
			    new TermQuery(new Term("body", t)));

			if (terms.size() == 1)
				return one;
			all.add(one, Occur.MUST);
		}
		return all.build();
	}

	static Query filter(Query q, Asked a) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();

		all.add(q, Occur.MUST);
		if (!a.outlet.isEmpty())
			all.add(new TermQuery(new Term("outlet", a.outlet)),
			    Occur.FILTER);
		if (a.from < a.to)
			all.add(new IndexOrDocValuesQuery(
			    LongPoint.newRangeQuery("time", a.from, a.to),
			    NumericDocValuesField.newSlowRangeQuery("time",
			    a.from, a.to)), Occur.FILTER);
		return all.build();
	}

	static long day(String s) {
		return LocalDate.parse(s).atStartOfDay()
		    .toEpochSecond(ZoneOffset.UTC);
	}

	Asked asked(String line) throws IOException {
		String[] part = line.split("\t", -1);
		Asked a = new Asked();
		List<String> terms;

		a.type = part[0];
		a.words = part[1];
		a.outlet = part[2];
		if (!part[3].isEmpty()) {
			a.from = day(part[3]);
			a.to = day(part[4]) + 86399;
		}
		terms = terms(a.words);
		a.query = a.type.endsWith("phrase") ? phrase(terms)
		    : words(terms);
		if (!a.outlet.isEmpty() || a.from < a.to)
			a.query = filter(a.query, a);
		return a;
	}

	Map<String, List<Asked>> read(String name) throws IOException {
		Map<String, List<Asked>> all = new LinkedHashMap<>();
		String line;

		try (BufferedReader in = open(name)) {
			while ((line = in.readLine()) != null) {
				Asked a = asked(line);

				all.computeIfAbsent(a.type,
				    k -> new ArrayList<>()).add(a);
			}
		}
		return all;
	}

	/** The first ten; counting stops there, as no page needs the total. */
	TopDocs search(Asked a, boolean newest) throws IOException {
		TopDocsCollector<? extends ScoreDoc> top = newest
		    ? TopFieldCollector.create(NEWEST, HITS, HITS)
		    : TopScoreDocCollector.create(HITS, HITS);

		searcher.search(a.query, top);
		return top.topDocs();
	}

	long count(Asked a) throws IOException {
		Counter counter = new Counter();
		long n = 0;

		searcher.search(a.query, counter);
		for (int k : counter.finish().get(0).values())
			n += k;
		return n;
	}

	static double at(double[] sorted, double part) {
		int i = (int) Math.ceil(part * sorted.length) - 1;

		return sorted[Math.max(i, 0)];
	}

	/** Time a class and print its line. */
	void time(String sort, List<Asked> all, Work work) throws IOException {
		double[] best = new double[all.size()];
		long found = 0, begun = System.nanoTime();
		String type = all.get(0).type;

		for (int k = 0; k < WARM_PASSES ||
		    System.nanoTime() - begun < WARM_NS; k++)
			for (Asked a : all)
				work.run(a);
		Arrays.fill(best, Double.MAX_VALUE);
		for (int k = 0; k < PASSES; k++)
			for (int i = 0; i < best.length; i++) {
				long start = System.nanoTime();

				work.run(all.get(i));
				best[i] = Math.min(best[i],
				    (System.nanoTime() - start) / 1e6);
			}
		for (Asked a : all)
			found += searcher.count(a.query);
		Arrays.sort(best);
		print("lucene %-10s %-10s %9.4f %9.4f ms  %d queries, "
		    + "%d found each", type, sort, at(best, 0.50),
		    at(best, 0.99), best.length, found / best.length);
	}

	void write(PrintStream out, Asked a, boolean newest)
	    throws IOException {
		out.print(a.type + "\t" + a.words + "\t" + a.outlet + "\t"
		    + (newest ? "newest" : "relevance") + "\t"
		    + searcher.count(a.query) + "\t");
		for (ScoreDoc d : search(a, newest).scoreDocs)
			out.print(searcher.doc(d.doc).get("id") + " ");
		out.println();
	}

	static PrintStream create(String name) throws IOException {
		return new PrintStream(new java.io.BufferedOutputStream(
		    new java.io.FileOutputStream(name)), false, "UTF-8");
	}

	void speed(Map<String, List<Asked>> asked, String hits)
	    throws IOException {
		for (List<Asked> all : asked.values()) {
			if (all.get(0).type.equals("facets")) {
				time("count", all, this::count);
				continue;
			}
			time("relevance", all,
			    a -> search(a, false).scoreDocs.length);
			time("newest", all,
			    a -> search(a, true).scoreDocs.length);
		}
		if (hits == null)
			return;
		try (PrintStream out = create(hits)) {
			for (List<Asked> all : asked.values())
				for (Asked a : all) {
					write(out, a, false);
					write(out, a, true);
				}
		}
	}

	void run(String queries, String run) throws IOException {
		String line;

		try (BufferedReader in = open(queries);
		     PrintStream out = create(run)) {
			while ((line = in.readLine()) != null) {
				Map<String, String> q = new Json(line).object();
				BooleanQuery.Builder any =
				    new BooleanQuery.Builder();
				int rank = 0;

				for (String t : terms(q.get("text")))
					any.add(new TermQuery(
					    new Term("body", t)),
					    Occur.SHOULD);
				for (ScoreDoc d : searcher.search(any.build(),
				    RUN_HITS).scoreDocs)
					out.println(q.get("id") + "\t"
					    + searcher.doc(d.doc).get("id")
					    + "\t" + ++rank);
			}
		}
	}

	public static void main(String[] arg) throws IOException {
		boolean speed = arg.length >= 4 && arg[0].equals("speed");

		if (!speed && (arg.length != 5 || !arg[0].equals("retrieval"))) {
			System.err.println("usage: LuceneBench speed ARTICLES "
			    + "QUERIES INDEX [HITS] | retrieval DOCUMENTS "
			    + "QUERIES INDEX RUN");
			System.exit(2);
		}
		LuceneBench b = new LuceneBench(speed
		    ? new ArabicAnalyzer(CharArraySet.EMPTY_SET)
		    : new ArabicAnalyzer());
		Path folder = Paths.get(arg[3]);

		BooleanQuery.setMaxClauseCount(CLAUSES_MAX);
		try (Directory d = FSDirectory.open(folder)) {
			b.index(d, arg[1], speed);
			try (DirectoryReader r = DirectoryReader.open(d)) {
				b.searcher = new IndexSearcher(r);
				// no query's result is kept for the next
				b.searcher.setQueryCache(null);
				if (speed)
					b.speed(b.read(arg[2]), arg.length > 4
					    ? arg[4] : null);
				else
					b.run(arg[2], arg[4]);
			}
		}
	}
}
