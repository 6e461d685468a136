import { listMails } from '../../../activities/records/reads/mails.js';
import { mailStateName, recipientName } from '../letters.js';
import { namesOfRecords } from '../names-of.js';
import type { Asked, TableDraft } from './asked.js';

/** Each letter with how it stands. */
export async function lettersTable({ records, plan, campaign, unit }: Asked): Promise<TableDraft> {
  const mails = await listMails(records, {
    ...(campaign !== undefined && { campaign }),
    ...(unit !== undefined && { unit }),
  });
  const names = await namesOfRecords(records, plan);
  return {
    name: 'Thư',
    title: 'THƯ CỦA PHONG TRÀO',
    none: 'Chưa có thư nào.',
    columns: [
      { title: 'Lúc', holds: 'moment' },
      { title: 'Đợt' },
      { title: 'Nơi nhận' },
      { title: 'Địa chỉ' },
      { title: 'Tiêu đề' },
      { title: 'Trạng thái' },
      { title: 'Số lần thử', holds: 'number' },
      { title: 'Máy chủ trả lời' },
    ],
    rows: mails.map((it) => [
      it.at,
      it.campaign === 'summary' ? 'Tổng kết' : it.campaign,
      recipientName(names, it.recipient),
      it.address === '' ? 'chưa có hộp thư' : it.address,
      it.subject,
      mailStateName(it.state),
      it.attempts,
      it.answer,
    ]),
  };
}
