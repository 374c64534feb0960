import path from 'node:path';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const src = path.join(path.dirname(fileURLToPath(import.meta.url)), 'src');

// The floors of the desk, lowest first. A file imports only lower floors or its own room; features
// never import each other.
const floors = [['i18n', 'api', 'ui'], ['fields'], ['workflow'], ['features'], ['app']];

// room gives the floor of a file below src, and the room on it that it belongs to.
function room(file) {
  const [zone, name] = path.relative(src, file).split(path.sep);
  const floor = floors.findIndex((zones) => zones.includes(zone));
  if (floor < 0) return null;
  return { floor, name: zone === 'features' ? `features/${name}` : zone };
}

const zones = {
  create(context) {
    const from = room(context.filename);
    if (!from) return {};
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string' || !/^(@\/|\.)/.test(source)) return;
      const target = source.startsWith('@/')
        ? path.join(src, source.slice(2))
        : path.resolve(path.dirname(context.filename), source);
      const to = room(target);
      if (!to || to.name === from.name || to.name === 'i18n') return;
      if (to.floor >= from.floor) {
        context.report({ node, message: `${from.name} may not import ${to.name}: only lower floors.` });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'src/api/schema.gen.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { lotse: { rules: { zones } }, 'jsx-a11y': jsxA11y, 'react-hooks': reactHooks },
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      ...reactHooks.configs.recommended.rules,
      'lotse/zones': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Content is never put into the page as HTML.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['e2e/**/*.mjs', 'scripts/**/*.mjs', '*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly', document: 'readonly', window: 'readonly', setTimeout: 'readonly', Event: 'readonly', Buffer: 'readonly', getComputedStyle: 'readonly' } },
  },
);
