"""Three small outlets on loopback for the crash test: RSS, Atom and JSON Feed,
some addresses with tracking parameters, an image on every other article, and
a slogan and an invitation that lead and close the text of every page."""
import json
import struct
import threading
import zlib
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

ARTICLES = 30
START = 1700000000
WORDS = ("مجلس مدينة طريق ماء سوق مدرسة نهر جسر قطار مطر موسم فلاح بحر صياد "
         "ملعب فريق كتاب معرض طبيب حافلة حي شارع غابة جبل واحة").split()
SLOGAN = "خبر السوق قبل أن يفتح، منبر"
INVITATION = "تصلكم أخبارنا كل صباح في رسالة واحدة قصيرة، سجلوا أسماءكم لدى البائع"


def text_of(host, n):
    def sentence(k):
        seed = host * 7919 + n * 104729 + k * 1299709
        words = [WORDS[(seed >> (i % 13)) * (i + 3) % len(WORDS)]
                 for i in range(18)]
        return " ".join(words) + f" رقم {host}{n}{k}."
    return [sentence(3 * p) + " " + sentence(3 * p + 1) for p in range(4)]


def png(n):
    rows = b"".join(b"\0" + b"".join(bytes([(n * 37 + x * 3) % 256, y * 3, 80])
                                     for x in range(64)) for y in range(64))

    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def article(host, n):
    title = f"خبر {host} عدد {n} من السوق والمدينة"
    body = "".join(f"<p>{p}</p>" for p in
                   [SLOGAN + f" {host}"] + text_of(host, n) + [INVITATION])
    img = f'<img src="/i/{n}.png" width="640" height="400">' if n % 2 else ""
    og = (f'<meta property="og:image" content="/i/{n}.png">' if n % 2 else "")
    return (f'<!doctype html><html lang="ar"><head><meta charset="utf-8">'
            f"<title>{title}</title>{og}</head><body><nav><a href='/'>x</a>"
            f"</nav><article><h1>{title}</h1>{img}{body}</article></body></html>")


def feed(host, base):
    items = [(f"{base}/a/{n}?utm_source=feed&utm_medium={host}",
              f"خبر {host} عدد {n} من السوق والمدينة", START + n * 60)
             for n in range(ARTICLES)]
    if host == 1:
        rows = "".join(f"<item><title>{t}</title><link>{escape(u)}</link>"
                       f"<pubDate>{formatdate(w)}</pubDate></item>"
                       for u, t, w in items)
        return "application/rss+xml", f'<rss version="2.0"><channel><title>واحد</title><link>{base}/</link>{rows}</channel></rss>'
    if host == 2:
        rows = "".join(f'<entry><title>{t}</title><link href="{escape(u)}"/>'
                       f"<id>{escape(u)}</id><updated>2023-11-14T22:{n:02}:00Z</updated>"
                       f"</entry>" for n, (u, t, w) in enumerate(items))
        return "application/atom+xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>اثنان</title><id>x</id>{rows}</feed>'
    return "application/feed+json", json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "ثلاثة",
         "home_page_url": base + "/",
         "items": [{"id": str(n), "url": u, "title": t,
                    "date_published": f"2023-11-14T22:{n:02}:00Z"}
                   for n, (u, t, w) in enumerate(items)]})


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        host = int(self.headers["Host"].split(":")[0].split(".")[3])
        base = "http://" + self.headers["Host"]
        path = self.path.split("?")[0]
        status, kind, body = 200, "text/html; charset=utf-8", b""
        if path == "/robots.txt":
            kind, body = "text/plain", b"User-agent: *\nDisallow: /no/\n"
        elif path == "/feed":
            kind, text = feed(host, base)
            body = text.encode()
        elif path.startswith("/a/"):
            body = article(host, int(path[3:])).encode()
        elif path.startswith("/i/"):
            kind, body = "image/png", png(int(path[3:-4]) + host)
        else:
            status = 404
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass  # a crawler that was killed hangs up


def start():
    """Serve on 127.9.0.1 to .3 at one free port; returns the port."""
    first = Server(("127.9.0.1", 0), Handler)
    port = first.server_address[1]
    servers = [first] + [Server((f"127.9.0.{h}", port), Handler)
                         for h in (2, 3)]
    for s in servers:
        threading.Thread(target=s.serve_forever, daemon=True).start()
    return port
