import type { ReactNode } from 'react';

// Our own small icons, drawn on a grid of 24; they are decoration, the words beside them say it all.
const shapes = {
  alert: <><path d="M12 4 3 20h18z" /><path d="M12 10v4M12 17v.01" /></>,
  anchor: <><circle cx="12" cy="5" r="2" /><path d="M12 7v14M5 13c0 5 3 8 7 8s7-3 7-8M8 11h8" /></>,
  archive: <><path d="M4 5h16v4H4zM5 9v10h14V9M10 13h4" /></>,
  arrowLeft: <path d="M19 12H5m6-6-6 6 6 6" />,
  arrowRight: <path d="M5 12h14m-6-6 6 6-6 6" />,
  check: <path d="m5 12 5 5L20 7" />,
  chevron: <path d="m9 6 6 6-6 6" />,
  clock: <><circle cx="12" cy="12" r="8.5" /><path d="M12 7v5l3 2" /></>,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  cloudOff: <><path d="M4 4l16 16M8 8a5 5 0 0 0-1 9h10M11 6a5.5 5.5 0 0 1 6 5 3.5 3.5 0 0 1 2.5 5" /></>,
  dots: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />,
  edit: <path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4" />,
  globe: <><circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.500c3 3 3 14 0 17M12 3.500c-3 3-3 14 0 17" /></>,
  history: <><path d="M4 12a8 8 0 1 0 2.5-5.800L4 8.500V4" /><path d="M12 8v4l3 2" /></>,
  home: <path d="m4 11 8-7 8 7v9h-5v-6H9v6H4z" />,
  inbox: <path d="M4 13 6 5h12l2 8v6H4zM4 13h4l1.5 3h5L16 13h4" />,
  languages: <path d="M4 6h9M8.5 4v2M11 6c-.7 3.300-3 6-6.500 7.500M6.500 8.500c1 2.200 3 4 5 4.500M12 20l4-9 4 9M13.500 17h5" />,
  link: <path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1" />,
  list: <path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />,
  machine: <><rect x="5" y="8" width="14" height="11" rx="2" /><path d="M12 8V4M9 13v.01M15 13v.01M9.5 16h5" /></>,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  keyboard: <><rect x="3" y="6" width="18" height="12" rx="2" /><path d="M7 10h.01M11 10h.01M15 10h.01M8 14h8" /></>,
  moon: <path d="M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z" />,
  lock: <><rect x="6" y="11" width="12" height="9" rx="1.5" /><path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" /></>,
  pause: <path d="M9 5v14M15 5v14" />,
  plus: <path d="M12 5v14M5 12h14" />,
  search: <><circle cx="11" cy="11" r="6.5" /><path d="m16 16 4 4" /></>,
  question: <><circle cx="12" cy="12" r="8.5" /><path d="M9.5 9.500a2.500 2.500 0 1 1 3.500 2.300c-.8.4-1 .9-1 1.700M12 16.500v.01" /></>,
  send: <path d="M4 12 20 4l-6 16-3-7z" />,
  sun: <><circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.400M5.6 18.4 7 17M17 7l1.4-1.4" /></>,
  trash: <path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13" />,
  user: <><circle cx="12" cy="8" r="4" /><path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6" /></>,
  waves: <path d="M3 9c3 2.5 6 2.5 9 0s6-2.5 9 0M3 15c3 2.5 6 2.5 9 0s6-2.5 9 0" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.9"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" style={{ flex: 'none' }}
    >
      {shapes[name]}
    </svg>
  );
}
