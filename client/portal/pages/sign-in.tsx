import { linkMinutes } from '../sign-in/auth.js';
import { addresses } from '../addresses.js';
import type { Page } from '../visit.js';

/** What the first page of signing in shows. */
export interface SignInShown {
  /** The page to go on to. */
  back: string;
  /** What was typed. */
  email?: string;
  fault?: string | undefined;
  /** The city's own sign-in is there, too. */
  hasCity: boolean;
}

const Back = ({ back }: { back: string }) =>
  back === addresses.home ? null : <input type="hidden" name="ve" value={back} />;

const withBack = (address: string, back: string): string =>
  back === addresses.home ? address : `${address}?${new URLSearchParams({ ve: back }).toString()}`;

/** Asks for the address to which a link is to be mailed. */
export const signInPage = ({ back, email = '', fault, hasCity }: SignInShown): Page => ({
  title: 'Đăng nhập',
  status: fault === undefined ? 200 : 422,
  body: (
    <>
      <p>
        Dành cho người đã được ghi trong danh sách cán bộ của phong trào. Nhập địa chỉ thư đã đăng ký; hệ
        thống gửi đến đó một đường dẫn dùng một lần, trong {linkMinutes} phút. Không cần mật khẩu.
      </p>
      <form method="post" action={addresses.signIn}>
        <label for="thu">Địa chỉ thư điện tử</label>
        <input
          id="thu"
          name="thu"
          type="email"
          value={email}
          required
          autocomplete="email"
          aria-describedby={fault === undefined ? undefined : 'loi-thu'}
          aria-invalid={fault === undefined ? undefined : 'true'}
        />
        {fault === undefined ? null : (
          <p class="fault" id="loi-thu" role="alert">
            {fault}
          </p>
        )}
        <Back back={back} />
        <p>
          <button>Gửi đường dẫn đăng nhập</button>
        </p>
      </form>
      {hasCity ? (
        <p>
          <a href={withBack(addresses.signInCity, back)}>Đăng nhập bằng tài khoản của thành phố</a>
        </p>
      ) : null}
    </>
  ),
});

/** The same for every address, known or not. */
export const linkSentPage = (email: string): Page => ({
  title: 'Xem hộp thư',
  body: (
    <>
      <p role="status">
        Nếu <strong>{email}</strong> là địa chỉ đã đăng ký, thư có đường dẫn đăng nhập đang được gửi đến đó.
        Đường dẫn dùng một lần, trong {linkMinutes} phút.
      </p>
      <p>
        Sau vài phút chưa thấy thư: xem hộp thư rác, rồi <a href={addresses.signIn}>thử lại</a>. Vẫn không có
        thì báo người vận hành để kiểm tra địa chỉ đã ghi trong danh sách cán bộ.
      </p>
    </>
  ),
});

/** Where a mailed link leads: looking at it uses nothing up, programs that look into mails do that. */
export const useLinkPage = ({ token, back }: { token: string; back: string }): Page => ({
  title: 'Đăng nhập',
  body: (
    <form method="post" action={addresses.signInLink}>
      <p>Bấm nút dưới đây để vào cổng. Sau đó đường dẫn trong thư không dùng được nữa.</p>
      <input type="hidden" name="ma" value={token} />
      <Back back={back} />
      <button>Đăng nhập</button>
    </form>
  ),
});

export const linkUselessPage = (): Page => ({
  title: 'Đường dẫn không dùng được',
  status: 422,
  body: (
    <p class="fault" role="alert">
      Đường dẫn đăng nhập đã được dùng, đã quá {linkMinutes} phút, hoặc không đúng. Hãy{' '}
      <a href={addresses.signIn}>yêu cầu đường dẫn mới</a>.
    </p>
  ),
});

export const tooManyPage = (): Page => ({
  title: 'Quá nhiều lần đăng nhập',
  status: 429,
  body: (
    <p class="fault" role="alert">
      Từ mạng này có quá nhiều lần đăng nhập trong một phút. Chờ một phút rồi{' '}
      <a href={addresses.signIn}>thử lại</a>.
    </p>
  ),
});

/** Before something that is to be signed: who signed in long ago does so again. */
export const signInAgainPage = ({
  email,
  back,
  hasCity,
}: {
  email: string;
  back: string;
  hasCity: boolean;
}): Page => ({
  title: 'Đăng nhập lại để ký',
  body: (
    <>
      <p>
        Việc ký duyệt chỉ nhận trong 10 phút sau khi đăng nhập. Lần đăng nhập này đã lâu hơn; hãy đăng nhập
        lại, rồi cổng mở đúng trang cần ký.
      </p>
      <form method="post" action={addresses.signInAgain}>
        <Back back={back} />
        <button>Gửi đường dẫn đến {email}</button>
      </form>
      {hasCity ? (
        <p>
          <a href={withBack(addresses.signInCity, back)}>Đăng nhập lại bằng tài khoản của thành phố</a>
        </p>
      ) : null}
    </>
  ),
});

export const signedOutPage = (isEverywhere: boolean): Page => ({
  title: 'Đã đăng xuất',
  body: (
    <p role="status">
      {isEverywhere ? 'Đã đăng xuất ở mọi máy.' : 'Đã đăng xuất ở máy này.'}{' '}
      <a href={addresses.signIn}>Đăng nhập</a>
    </p>
  ),
});

/** In place of a form that only who signed in a moment ago may send. */
export const SignInFirst = ({ back }: { back: string }) => (
  <p class="wait">
    Ký duyệt chỉ nhận trong 10 phút sau khi đăng nhập. Xem danh sách xong,{' '}
    <a href={addresses.signInAgainFor(back)}>đăng nhập lại để ký</a>.
  </p>
);
