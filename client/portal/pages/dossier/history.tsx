import type { DossierVersion } from '../../../../activities/records/reads/dossier-history.js';
import { formatMoment } from '../../../../workflows/rules/days.js';
import { actLine } from '../../../officials/dossier-show.js';
import { contentDifferences } from '../../../officials/dossier/differences.js';
import { FileLine } from './documents.js';
import { currentVersion, type DossierShown } from './shown.js';

/** Every version that was filed, the newest first, each with what it changed; and what was done about the dossier. */
export const History = ({ shown }: { shown: DossierShown }) => {
  const { versions, acts, plan } = shown;
  return (
    <>
      {versions.length === 0 ? null : (
        <section id="cac-ban">
          <h2>Các bản đã nộp</h2>
          {versions
            .map((version, index) => <Version shown={shown} version={version} before={versions[index - 1]} />)
            .reverse()}
        </section>
      )}
      {acts.length === 0 ? null : (
        <section id="dien-bien">
          <h2>Diễn biến</h2>
          <ul>
            {acts.map((act) => (
              <li>{actLine(plan, act)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

interface VersionShown {
  shown: DossierShown;
  version: DossierVersion;
  before: DossierVersion | undefined;
}

const Version = ({ shown, version, before }: VersionShown) => {
  const { plan, campaign, files } = shown;
  const { receipt, receivedAt, filedBy, refused, content } = version;
  const isCurrent = currentVersion(shown)?.receipt === receipt;
  const changes = before === undefined ? [] : contentDifferences(before.content, content, plan, campaign);
  return (
    <details id={`ban-${receipt}`}>
      <summary>
        {formatMoment(receivedAt)}
        {isCurrent ? ' – bản hiện hành' : refused === null ? '' : ' – không được nhận'}
      </summary>
      <p class="muted">
        Biên nhận <code>{receipt}</code>; người nộp {filedBy.person}; mã hồ sơ <code>{version.digest}</code>.
      </p>
      {before === undefined ? null : changes.length === 0 ? (
        <p>Không khác bản trước.</p>
      ) : (
        <>
          <p>So với bản trước:</p>
          <ul>
            {changes.map((it) => (
              <li>{it}</li>
            ))}
          </ul>
        </>
      )}
      <ul>
        {content.nominees.map(({ kind, name }) => (
          <li>
            {kind === 'collective' ? 'Tập thể' : 'Cá nhân'}: {name}
          </li>
        ))}
        {content.documents.map((document) => (
          <li>
            <FileLine dossier={shown} document={document} files={files} />
          </li>
        ))}
      </ul>
    </details>
  );
};
