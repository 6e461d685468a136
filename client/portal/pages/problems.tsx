import { addresses } from '../addresses.js';
import type { Openers, Page, Visit } from '../visit.js';

export const noSuchPage = (): Page => ({
  title: 'Không có trang này',
  status: 404,
  body: (
    <p>
      Địa chỉ không đúng, hoặc nội dung chưa có. <a href={addresses.home}>Về trang đầu</a>.
    </p>
  ),
});

export const outOfOrder = (): Page => ({
  title: 'Hệ thống đang gặp trục trặc',
  status: 500,
  body: (
    <p class="fault">
      Trang này chưa mở được. Không có gì được ghi dở dang; hãy thử lại sau ít phút. Nếu vẫn vậy, báo người
      vận hành.
    </p>
  ),
});

export const tooLargePage = (): Page => ({
  title: 'Nội dung gửi lên quá lớn',
  status: 413,
  body: <p class="fault">Chưa ghi gì. Hãy chia nhỏ nội dung, hoặc lưu tệp gọn hơn rồi gửi lại.</p>,
});

/** A page that is others' alone. */
export function notAllowed({ visitor, portal, url }: Visit, openTo: Openers): Page {
  if (visitor.kind === 'guest' && portal.signIn !== undefined) return signInFirst(url.pathname);
  return {
    title: 'Trang này không dành cho vai đang dùng',
    status: 403,
    body: (
      <p>
        {visitor.kind === 'guest'
          ? 'Cần chọn vai trước.'
          : `Vai ${visitor.of} không mở được trang này${openTo === 'readers' ? '' : ' hoặc không làm được việc này'}.`}{' '}
        <a href={addresses.choose}>Chọn vai khác</a>.
      </p>
    ),
  };
}

const signInFirst = (path: string): Page => ({
  title: 'Cần đăng nhập',
  status: 403,
  body: (
    <p>
      Trang này dành cho cán bộ của phong trào; chưa đăng nhập, hoặc lần đăng nhập trước đã kết thúc.{' '}
      <a href={`${addresses.signIn}?${new URLSearchParams({ ve: path }).toString()}`}>Đăng nhập</a>.
    </p>
  ),
});
