import type { Role } from '../../../activities/records/registry/people.js';
import { formatMoment } from '../../../workflows/rules/days.js';
import { addresses } from '../addresses.js';
import { roleText } from '../rehearsal-visitor.js';
import type { Page } from '../visit.js';

export interface OwnRolesShown {
  email: string;
  /** By the wall clock, epoch ms. */
  signedInAt: number;
  roles: readonly Role[];
  /** The role in use. */
  inUse: string;
  /** What an office or a unit is called. */
  nameOf: (role: Role) => string;
}

/** Everything that somebody signed in is today, to choose from; and how he leaves. */
export const ownRolesPage = ({ email, signedInAt, roles, inUse, nameOf }: OwnRolesShown): Page => ({
  title: 'Tài khoản',
  body: (
    <>
      <p>
        Đăng nhập bằng {email} lúc {formatMoment(signedInAt)}.
      </p>
      <h2>Chức trách hôm nay</h2>
      <form method="post" action={addresses.choose}>
        <ul class="tasks">
          {roles.map((role) => {
            const text = roleText(role.actor);
            return (
              <li>
                <p>
                  <strong>{nameOf(role)}</strong>
                  {role.title === null ? ', cán bộ đầu mối' : `, ${role.title}`}
                </p>
                {role.signsAs === null ? null : <p class="muted">Ký: {role.signsAs}</p>}
                <p>
                  {text === inUse ? (
                    'Đang dùng.'
                  ) : (
                    <button name="vai" value={text}>
                      Dùng chức trách này
                    </button>
                  )}
                </p>
              </li>
            );
          })}
        </ul>
      </form>
      <h2>Đăng xuất</h2>
      <form method="post" action={addresses.signOut}>
        <button>Đăng xuất ở máy này</button>{' '}
        <button name="o" value="moi-noi">
          Đăng xuất ở mọi máy
        </button>
      </form>
    </>
  ),
});
