import type { Plugin } from 'rollup';

interface Correction {
  /** End of the file's path in the package. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What the published base components get wrong, and the platform does not. */
const CORRECTIONS: readonly Correction[] = [
  {
    // A typed date is midnight of the browser; shown in UTC it is the day before everywhere east of Greenwich, and was refused.
    file: 'internationalizationLibrary/datetime/dateTimeUtils.js',
    from: 'const utcOptions = Object.assign({}, utcTimeZone, formatOptions);',
    to: 'const utcOptions = formatOptions;',
  },
  {
    // 1.02.2026 is the date 01.02.2026.
    file: 'internationalizationLibrary/datetime/dateTimeUtils.js',
    from: "originalNumbers.join(',') !== formattedNumbers.join(',')",
    to: "originalNumbers.map(Number).join(',') !== formattedNumbers.map(Number).join(',')",
  },
];

/** Corrects the base components while they are built. A correction that no longer fits fails the build, so that it is looked at. */
export function corrections(): Plugin {
  return {
    name: 'org-corrections',
    transform(code, id) {
      const wanted = CORRECTIONS.filter(({ file }) => id.endsWith(file));
      if (wanted.length === 0) return null;
      const corrected = wanted.reduce((text, { from, to, file }) => {
        if (!text.includes(from)) throw new Error(`The correction of ${file} no longer fits: ${from}`);
        return text.replace(from, to);
      }, code);
      return { code: corrected, map: null };
    },
  };
}
