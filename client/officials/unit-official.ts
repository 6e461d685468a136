import type { Actor } from '../../workflows/api/messages.js';
import type { UnitCode } from '../../workflows/plan/schema.js';

/** Who acts for a unit in a rehearsal, where no focal official of its is registered. */
export const unitOfficial = (unit: UnitCode): Actor & { unit: UnitCode } => ({
  office: 'unit',
  unit,
  person: `${unit}-vt`,
});
