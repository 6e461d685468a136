/**
 * The little that a page does by itself: where the records changed, a page that nobody types in is shown anew; one with
 * something typed says so instead. Without it every page works, once loaded anew.
 */
export const script = `
const main = document.querySelector('main');
let isTyped = false;
addEventListener('input', () => { isTyped = true; });
const refresh = async () => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  if (answer === null || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('main');
  if (fresh === null || isTyped) return;
  const mark = document.querySelector('.mark'), newMark = page.querySelector('.mark');
  if (mark !== null && newMark !== null) mark.replaceWith(newMark);
  const open = [...document.querySelectorAll('main details[open][id]')].map((it) => it.id);
  const focused = document.activeElement?.id;
  document.querySelector('main').replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused) document.getElementById(focused)?.focus();
};
const tell = () => {
  if (document.querySelector('.changed') !== null) return;
  const note = document.createElement('p');
  note.className = 'changed';
  note.setAttribute('role', 'status');
  note.textContent = 'Dữ liệu đã thay đổi từ khi mở trang này. Những gì đang gõ vẫn được giữ; tải lại trang để xem.';
  main.append(note);
};
if (main !== null && main.querySelector('[data-live]') !== null) {
  // Only a page that is looked at follows: a browser opens few connections to one server.
  let events = null, mark = null;
  const rest = () => { events?.close(); events = null; };
  const follow = () => {
    if (document.hidden || events !== null) return;
    events = new EventSource('/su-kien');
    events.addEventListener('changed', (event) => {
      if (mark !== null && mark !== event.data) (isTyped ? tell : refresh)();
      mark = event.data;
    });
    events.addEventListener('error', () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      rest();
      setTimeout(follow, 5000);
    });
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? rest : follow)());
  addEventListener('pagehide', rest);
  addEventListener('pageshow', follow);
  follow();
}
for (const field of document.querySelectorAll('[data-submits]')) {
  field.addEventListener('change', () => field.form.requestSubmit());
}
`;
