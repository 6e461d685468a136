import { paperKindOf } from '../../../../activities/reference/papers.js';
import type { DraftContent } from '../../../../activities/records/filings/draft-content.js';
import type { KeptFile } from '../../../../activities/records/filings/files.js';
import { digestOf } from '../../../../workflows/rules/digest.js';
import { fileSize } from '../../../officials/dossier/faults.js';
import { mostBytes } from '../../../officials/dossier/files.js';
import { addresses } from '../../addresses.js';
import type { Dossier } from './shown.js';

/** Where a document stands: the dossier's component, and whose. */
export interface DocumentPlace {
  component: string;
  nominee?: string | undefined;
}

type Document = DraftContent['documents'][number];

export const documentsAt = ({ documents }: DraftContent, { component, nominee }: DocumentPlace): Document[] =>
  documents.filter((it) => it.component === component && it.nominee === nominee);

/** What stands at a place, as a form shows it: what is sent later is held against it. */
export const placeDigest = (content: DraftContent, place: DocumentPlace): string =>
  digestOf(documentsAt(content, place));

interface FileShown {
  dossier: Pick<Dossier, 'campaign' | 'unit'>;
  document: Document;
  files: ReadonlyMap<string, KeptFile>;
}

/** A document's file: to take along, with its name, size and digest. */
export const FileLine = ({ dossier: { campaign, unit }, document, files }: FileShown) => {
  const { digest, title, file: name } = document;
  const kept = digest === undefined ? undefined : files.get(digest);
  if (kept === undefined) return <span class="wait">{title}: chưa có tệp</span>;
  return (
    <>
      <a href={addresses.file(campaign, unit.code, kept.digest)} download="">
        {name ?? title}
      </a>{' '}
      ({fileSize(kept.size)}){' '}
      <small class="muted">
        SHA-256 <code>{kept.digest}</code>
      </small>
    </>
  );
};

interface UploadShown {
  dossier: Dossier;
  content: DraftContent;
  place: DocumentPlace;
  /** What the file is to be, for the label: `Tờ trình`. */
  label: string;
  files: ReadonlyMap<string, KeptFile>;
  /** Why the file that was sent to this place was not taken. */
  fault?: string | undefined;
}

/** What stands at a place of the draft, and the forms that send another file or take it away. */
export const UploadPlace = ({ dossier, content, place, label, files, fault }: UploadShown) => {
  const there = documentsAt(content, place);
  const part = (name: string): string => addresses.dossierPart(dossier.campaign, dossier.unit.code, name);
  const id = `tep-${place.component}-${place.nominee ?? ''}`;
  return (
    <>
      {there.map((document) => (
        <p>
          <FileLine dossier={dossier} document={document} files={files} />
        </p>
      ))}
      {fault === undefined ? null : (
        <p class="fault" role="alert" id={`${id}-loi`}>
          {fault}
        </p>
      )}
      {paperKindOf(dossier.plan.plan, place.component) !== undefined ? (
        <p>
          <a
            href={addresses.paper(dossier.campaign, dossier.unit.code, place.component, place.nominee)}
            download=""
          >
            Tải mẫu {label} điền sẵn (.docx)
          </a>{' '}
          để hoàn chỉnh, ký, đóng dấu rồi gửi bản quét ở đây.
        </p>
      ) : null}
      <form
        method="post"
        action={part('tai-lieu')}
        enctype="multipart/form-data"
        data-uploads={part('gui')}
        id={`${id}-form`}
      >
        <PlaceFields content={content} place={place} />
        <label for={id}>
          {there.length === 0 ? 'Tệp' : 'Tệp thay cho'} {label}
        </label>
        <input
          id={id}
          type="file"
          name="tep"
          required
          accept=".pdf,.docx,.jpg,.jpeg,.png"
          aria-describedby={fault === undefined ? undefined : `${id}-loi`}
        />
        <button>{there.length === 0 ? 'Gửi tệp' : 'Thay tệp'}</button> <output></output>
      </form>
      {there.length === 0 ? null : (
        <form method="post" action={part('bo-tai-lieu')} class="inline">
          <PlaceFields content={content} place={place} />
          <button>Bỏ tệp {label}</button>
        </form>
      )}
    </>
  );
};

const PlaceFields = ({ content, place }: Pick<UploadShown, 'content' | 'place'>) => (
  <>
    <input type="hidden" name="thanh-phan" value={place.component} />
    <input type="hidden" name="de-cu" value={place.nominee ?? ''} />
    <input type="hidden" name="thay" value={placeDigest(content, place)} />
  </>
);

/** What may be sent. */
export const FileRules = () => (
  <p class="muted">
    Nhận tệp PDF, Word (.docx, không có mã lệnh), JPG, PNG; mỗi tệp nhiều nhất {fileSize(mostBytes)}. Tệp lớn
    gửi dở dang được gửi tiếp từ chỗ dừng khi chọn lại chính tệp ấy.
  </p>
);
