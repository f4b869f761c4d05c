import { jestConfig } from '@salesforce/sfdx-lwc-jest/config.js';

/** Jest for the Lightning web components. Labels come from the package's own Russian texts, see force-app/test/jest-mocks/labels.ts. */
export default {
  ...jestConfig,
  testMatch: ['<rootDir>/force-app/main/*/lwc/**/__tests__/**/*.test.ts'],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/force-app/test/jest-mocks/labels.ts'],
  moduleNameMapper: {
    '^test/(.*)$': '<rootDir>/force-app/test/jest-mocks/$1',
    '^lightning/modal$': '<rootDir>/force-app/test/jest-mocks/modal',
  },
  // Native shadow roots, so that axe sees what a browser shows.
  globals: { 'lwc-jest': { nativeShadow: true } },
  // The compiled .js beside a .ts must not be taken for the source.
  moduleFileExtensions: ['ts', 'js', 'json', 'html', 'css'],
  collectCoverageFrom: ['force-app/main/*/lwc/**/*.ts', '!**/__tests__/**'],
};
