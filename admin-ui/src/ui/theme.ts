import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

// Deep water and buoy yellow on paper. Every pair of text and ground that the desk uses was chosen for
// a contrast of at least 4.5:1 in both schemes; e2e/axe.mjs holds that.
const harbour: MantineColorsTuple = [
  '#edf6f6', '#d7eaeb', '#b1d5d8', '#86bdc2', '#5fa7ae', '#3f929a', '#22757e', '#13606a', '#0b4c56', '#083840',
];
const buoy: MantineColorsTuple = [
  '#fdf6e3', '#faeac2', '#f6d98f', '#f2c75b', '#eeb733', '#d99a12', '#b27a08', '#8c5f06', '#6e4a05', '#523703',
];
const paper: MantineColorsTuple = [
  '#f7f6f2', '#efede7', '#e3e0d8', '#d2cec4', '#b4afa3', '#8b867b', '#655f55', '#4c4841', '#35322d', '#211f1c',
];
const night: MantineColorsTuple = [
  '#dbe3e6', '#bcc8cd', '#9babb2', '#75868e', '#475962', '#34454e', '#26353d', '#18252c', '#111b21', '#0b1216',
];
const kelp: MantineColorsTuple = [
  '#edf7ee', '#d8edda', '#b2dab6', '#88c48e', '#63b06b', '#48994f', '#2f7d38', '#24652d', '#1a4f22', '#113a18',
];
const flag: MantineColorsTuple = [
  '#fdf0ee', '#f9dbd6', '#f2b5ab', '#ea8c7d', '#e26a57', '#d44c36', '#b83a26', '#992c1b', '#7b2113', '#5c170c',
];

export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  colors: { harbour, buoy, gray: paper, dark: night, kelp, green: kelp, flag, red: flag, yellow: buoy },
  black: '#16242a',
  fontFamily: "'Atkinson Hyperlegible Next Variable', 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif",
  headings: {
    fontFamily: "'Atkinson Hyperlegible Next Variable', 'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif",
    fontWeight: '680',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md', inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md', hideControls: true } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    // Inside the page, so that it lies in a landmark and belongs to what opened it.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
  },
});

export const resolveVariables: CSSVariablesResolver = (mantine) => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5b564d',
    '--mantine-color-error': flag[7],
    '--mantine-color-placeholder': '#6c675d',
    '--mantine-color-anchor': harbour[7],
    '--desk-ground': paper[0],
    '--desk-card': '#ffffff',
    '--desk-line': paper[2],
    '--desk-nav': harbour[9],
    '--desk-focus': harbour[6],
    '--desk-added': '#ddf0df',
    '--desk-removed': '#fbe1dc',
    '--desk-marked': buoy[0],
    '--desk-marked-line': buoy[5],
  },
  dark: {
    '--mantine-color-body': night[7],
    '--mantine-color-dimmed': '#a9b8be',
    '--mantine-color-error': '#f3a296',
    '--mantine-color-placeholder': '#93a3aa',
    '--mantine-color-anchor': harbour[3],
    '--desk-ground': night[8],
    '--desk-card': night[7],
    '--desk-line': night[5],
    '--desk-nav': mantine.colors.dark[9],
    '--desk-focus': harbour[3],
    '--desk-added': '#1c4225',
    '--desk-removed': '#59241b',
    '--desk-marked': '#332a14',
    '--desk-marked-line': buoy[5],
  },
});
