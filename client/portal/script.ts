/**
 * The little that a page does by itself: where the records changed, a page that nobody types in is shown anew; one with
 * something typed says so instead; a draft is saved while it is typed; a large file is sent piece by piece, and goes on
 * where it was cut off; what takes over a second says that it is being done. Without it every page works, once loaded anew.
 */
export const script = `
const main = document.querySelector('main');
let isTyped = false;
addEventListener('input', () => { isTyped = true; });
const refresh = async () => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html', 'x-by-itself': '1' } }).catch(() => null);
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
for (const form of document.querySelectorAll('form[data-saves]')) {
  const said = form.querySelector('output');
  let timer, sending = null;
  said.textContent = 'Những gì đang gõ được tự lưu sau vài giây.';
  const save = async () => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: 'POST', headers: { 'x-tu-luu': '1' }, body });
    const told = await answer.json();
    said.textContent = told.sentence;
    if (told.thay) for (const it of document.querySelectorAll('main [name=thay]')) it.value = told.thay;
  };
  const failed = () => { said.textContent = 'Chưa tự lưu được; hãy bấm nút lưu.'; };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { sending = (sending ?? Promise.resolve()).then(save).catch(failed); }, 1500);
  });
  form.addEventListener('submit', async (event) => {
    clearTimeout(timer);
    if (sending === null) return;
    event.preventDefault();
    await sending;
    form.submit();
  });
}
const ask = async (address, request) => (await fetch(address, request)).json();
const upload = async (form, file, said) => {
  const bytes = await file.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const body = new URLSearchParams([...new FormData(form)].filter(([name]) => name !== 'tep'));
  body.set('ten', file.name);
  body.set('kich-thuoc', file.size);
  body.set('ma-tep', [...hash].map((it) => it.toString(16).padStart(2, '0')).join(''));
  for (let failures = 0; failures < 8; failures += 1) {
    try {
      const begun = await ask(form.dataset.uploads, { method: 'POST', body });
      let told = begun;
      while (told.received !== undefined) {
        said.textContent = 'Đã gửi ' + Math.floor((100 * told.received) / file.size) + '%…';
        const headers = { 'content-type': 'application/octet-stream', 'upload-offset': told.received };
        const piece = bytes.slice(told.received, told.received + 1e6);
        told = await ask(begun.to, { method: 'PATCH', headers, body: piece });
        failures = 0;
      }
      said.textContent = told.sentence ?? 'Đã gửi xong.';
      if (told.sentence) return;
      history.replaceState(null, '', told.done);
      return location.reload();
    } catch {
      said.textContent = 'Mất kết nối; sẽ gửi tiếp từ chỗ dừng…';
      await new Promise((done) => setTimeout(done, 500 * (failures + 1)));
    }
  }
  said.textContent = 'Chưa gửi xong. Chọn lại chính tệp ấy để gửi tiếp từ chỗ dừng.';
};
// Between a button and the next page: what takes long says so beside the button.
addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  const note = document.createElement('p');
  note.className = 'busy';
  note.setAttribute('role', 'status');
  event.target.append(note);
  setTimeout(() => { note.textContent = 'Đang thực hiện, xin chờ…'; }, 1000);
});
addEventListener('pageshow', () => { for (const note of document.querySelectorAll('.busy')) note.remove(); });
addEventListener('submit', (event) => {
  const form = event.target, file = form.dataset.uploads && form.elements.tep.files[0];
  if (!file || file.size <= 1e6 || !globalThis.crypto?.subtle) return;
  event.preventDefault();
  upload(form, file, form.querySelector('output'));
});
`;
