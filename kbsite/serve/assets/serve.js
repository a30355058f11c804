// Reloads the page when it has changed, and keeps its scroll place. Listens only while the page is seen: a browser
// holds few connections to one host open.

const known = document.querySelector('meta[name="kbsite-page"]')?.getAttribute('content');
const place = `kbsite-place ${location.pathname}`;
const panel = /** @type {HTMLDetailsElement | null} */ (document.querySelector('.kbsite-problems'));
const mark = document.querySelector('.kbsite-mark');
/** @type {EventSource | null} */
let stream = null;

if (mark) document.body.prepend(mark);

const kept = sessionStorage.getItem(place);
if (kept !== null) {
  sessionStorage.removeItem(place);
  const [left, top] = /** @type {number[]} */ (JSON.parse(kept));
  const back = () => scrollTo({ left, top, behavior: 'instant' });
  back();
  addEventListener('load', back, { once: true });
}

if (panel) {
  const folded = sessionStorage.getItem('kbsite-folded');
  if (folded === panel.textContent) panel.open = !panel.open;
  const opened = panel.open;
  panel.addEventListener('toggle', () => {
    const otherwise = panel.open !== opened;
    if (otherwise && folded !== panel.textContent) sessionStorage.setItem('kbsite-folded', panel.textContent ?? '');
    else if (otherwise) sessionStorage.removeItem('kbsite-folded');
  });
}

function listen() {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  const opened = new EventSource(`/_kbsite/events?page=${encodeURIComponent(location.pathname)}`);
  stream = opened;
  opened.onmessage = ({ data }) => {
    if (data === known) return;
    opened.close();
    sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
    location.reload();
  };
}

document.addEventListener('visibilitychange', listen);
addEventListener('pageshow', listen);
addEventListener('pagehide', () => stream?.close());
listen();
