// Keeps the page itself, never what it shows: without a network the page still opens, and says that it is offline.
const CACHE = 'badezimmer-__VERSION__';
const SHELL = ['__SHELL__'];

self.addEventListener('install', (event) => {
  const requests = SHELL.map((path) => new Request(path, { cache: 'reload', headers: { Accept: path === '/' ? 'text/html' : '*/*' } }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('badezimmer-') && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !SHELL.includes(url.pathname)) return;
  if (url.pathname !== '/') {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === 'navigate') {
    event.respondWith(fromNetworkFirst(request));
  }
});

// The newest page if the gateway is there; the kept one if it is not, or takes longer than a person waits.
async function fromNetworkFirst(request) {
  const kept = () => caches.match('/', { ignoreVary: true });
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(3000) });
    return answer.ok ? answer : ((await kept()) ?? answer);
  } catch (error) {
    const page = await kept();
    if (page) return page;
    throw error;
  }
}
