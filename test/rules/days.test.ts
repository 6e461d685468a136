import { expect, test } from 'vitest';
import { formatInstant, nextMonday } from '../../workflows/rules/days.js';

test.each([
  { name: 'a Sunday', after: '2024-02-04T23:59:59+07:00', monday: '2024-02-05T08:00:00+07:00' },
  { name: 'Monday before eight', after: '2024-02-05T07:59:59+07:00', monday: '2024-02-05T08:00:00+07:00' },
  { name: 'Monday at eight', after: '2024-02-05T08:00:00+07:00', monday: '2024-02-12T08:00:00+07:00' },
  { name: 'Tuesday', after: '2024-02-06T00:00:00+07:00', monday: '2024-02-12T08:00:00+07:00' },
  { name: 'leap day', after: '2024-02-29T12:00:00+07:00', monday: '2024-03-04T08:00:00+07:00' },
  { name: 'New Year', after: '2025-12-31T23:59:59+07:00', monday: '2026-01-05T08:00:00+07:00' },
])('the weekly digest goes out on Monday at eight: after $name', ({ after, monday }) => {
  expect(formatInstant(nextMonday(Date.parse(after)))).toBe(monday);
});
