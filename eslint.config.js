import lwcConfig from '@salesforce/eslint-config-lwc/recommended-ts.js';
import jestPlugin from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const strictRules = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  eqeqeq: ['error', 'smart'],
};

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.local-org/**',
      'coverage/**',
      'types/generated/**',
      'force-app/**/lwc/**/*.js',
      'test-results/**',
      '**/fixtures/**',
    ],
  },
  {
    files: ['scripts/**/*.ts', 'e2e/**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // the second is what runs in the browser
        project: ['scripts/tsconfig.json', 'scripts/local-org/lightning/tsconfig.host.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...strictRules, 'no-console': 'off' },
  },
  {
    files: ['scripts/**/*.test.ts', 'e2e/**/*.ts'],
    rules: {
      // node:test's describe/it return promises that the runner awaits
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
  {
    files: ['force-app/**/lwc/**/*.ts'],
    extends: [...lwcConfig, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: ['force-app/tsconfig.test.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...strictRules,
      // says that a promise is meant to run on its own, which no-floating-promises wants said
      'no-void': ['error', { allowAsStatement: true }],
    },
  },
  {
    files: ['force-app/**/__tests__/**/*.ts'],
    plugins: { jest: jestPlugin },
    rules: {
      ...jestPlugin.configs['flat/recommended'].rules,
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
