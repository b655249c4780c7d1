import type { Severity, Status } from '../../domain/announcement/kinds.js';

/** Strokes on a 24 × 24 grid. Every state has a shape of its own, so that it is known without its colour. */
const strokes = {
  pencil: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  eyes: 'M2 12s4-6 10-6 10 6 10 6-4 6-10 6-10-6-10-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  pen: 'M4 20c3-6 8-14 15-16-1 7-8 12-14 14M4 20h16',
  hourglass: 'M6 3h12M6 21h12M7 3c0 6 5 6 5 9s-5 3-5 9M17 3c0 6-5 6-5 9s5 3 5 9',
  broadcast:
    'M12 10.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM8 16a5.7 5.7 0 0 1 0-8M16 8a5.7 5.7 0 0 1 0 8M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14',
  replaced: 'M4 8h12l-3.5-3.5M20 16H8l3.5 3.5',
  struck: 'M5 5h14v14H5zM3 21 21 3',
  clockOut: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5H8',
  cross: 'M6 6l12 12M18 6 6 18',
  box: 'M4 8h16v12H4zM3 4h18v4H3zM10 12h4',
  check: 'M4 12.5 9.5 18 20 6.5',
  alert: 'M12 3 22 20H2zM12 10v4.5M12 17v.5',
  flag: 'M6 21V4h11l-2 4 2 4H6',
  dot: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  hand: 'M9 4v16M15 4v16',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  undo: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6',
} as const;
export type IconName = keyof typeof strokes;

/** Decoration beside its word; never alone. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={strokes[name]} />
    </svg>
  );
}

export const statusIcon: Readonly<Record<Status, IconName>> = {
  draft: 'pencil',
  in_review: 'eyes',
  awaiting_sign_off: 'pen',
  signed_off: 'hourglass',
  released: 'broadcast',
  superseded: 'replaced',
  withdrawn: 'struck',
  expired: 'clockOut',
  refused: 'cross',
  abandoned: 'box',
};

export const severityIcon: Readonly<Record<Severity, IconName>> = {
  life_safety: 'alert',
  crisis: 'flag',
  routine: 'dot',
};
