import { existsSync, globSync, readFileSync } from 'node:fs';

import { XMLValidator } from 'fast-xml-parser';

import type { Finding, Rule } from './finding.ts';

export const packageFolder = 'force-app';

/** Every file of the package that fits one of the globs, sorted. */
export function packageFiles(...patterns: readonly string[]): string[] {
  return globSync(patterns.map((pattern) => `${packageFolder}/${pattern}`)).sort();
}

/** The deploy tools read malformed XML without a word, and it fails in the org only. */
export const wellFormedXml: Rule = {
  name: 'XML is well-formed',
  find: () =>
    packageFiles('**/*.xml').flatMap((file): Finding[] => {
      const result = XMLValidator.validate(readFileSync(file, 'utf8'));
      return result === true ? [] : [{ file: `${file}:${result.err.line}`, message: result.err.msg }];
    }),
};

/** `.cls` without `-meta.xml` is dropped silently by the deploy tools; a bundle without meta file fails in the org. */
export const metaFiles: Rule = {
  name: 'every source has its meta file, and every meta file its source',
  find() {
    const lonelySources = packageFiles('**/*.cls', '**/*.trigger').filter((file) => !existsSync(`${file}-meta.xml`));
    const lonelyMeta = packageFiles('**/*.cls-meta.xml', '**/*.trigger-meta.xml').filter(
      (file) => !existsSync(file.replace('-meta.xml', '')),
    );
    const bundles = packageFiles('**/lwc/*/*.ts')
      .filter((file) => !file.includes('__tests__'))
      .filter((file) => isBundleEntry(file) && !existsSync(file.replace(/\.ts$/, '.js-meta.xml')));
    return [
      ...lonelySources.map((file) => ({ file, message: 'has no -meta.xml beside it and would not be deployed' })),
      ...lonelyMeta.map((file) => ({ file, message: 'has no source beside it' })),
      ...bundles.map((file) => ({ file, message: 'has no .js-meta.xml beside it' })),
    ];
  },
};

function isBundleEntry(file: string): boolean {
  const [name, folder] = file.split('/').reverse();
  return name === `${folder ?? ''}.ts`;
}

/** `<fullName>` of a decomposed part must be its file name; the org takes the element and the tools take the file. */
export const fullNames: Rule = {
  name: 'a full name is its file name',
  find: () =>
    packageFiles('**/objects/*/{fields,validationRules,listViews,recordTypes,compactLayouts}/*.xml').flatMap((file): Finding[] => {
      const inside = /<fullName>([^<]*)<\/fullName>/.exec(readFileSync(file, 'utf8'))?.[1];
      const expected = file
        .split('/')
        .at(-1)
        ?.replace(/\.[A-Za-z]+-meta\.xml$/, '');
      return inside === expected ? [] : [{ file, message: `<fullName> is ${inside ?? 'missing'}, the file is named ${expected ?? ''}` }];
    }),
};

/** Nobody but the translations and seed data speaks a language: text on screen comes from labels. */
export const noTextInCode: Rule = {
  name: 'no Cyrillic text in code',
  find: () =>
    packageFiles('main/**/classes/*.cls', 'main/**/*.trigger', 'main/**/lwc/*/*.{ts,html}').flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index): Finding[] =>
          /\p{Script=Cyrillic}/u.test(withoutComment(line))
            ? [{ file: `${file}:${index + 1}`, message: 'text for the screen belongs into a custom label' }]
            : [],
        ),
    ),
};

/** Attributes of a template that people read or hear. */
const spokenAttributes = /\s(?:label|title|placeholder|alternative-text|aria-label|alt|field-level-help)="([^"{]*)"/g;

/** The text of a page is the same in no two languages; a single letter is the name of a key. */
export const noTextInTemplates: Rule = {
  name: 'no text in templates',
  find: () =>
    packageFiles('main/**/lwc/*/*.html').flatMap((file): Finding[] =>
      wordsOf(readFileSync(file, 'utf8')).map((text) => ({ file, message: `"${text}" belongs into a custom label` })),
    ),
};

/** What a template says by itself, in attributes and between tags; what stands in braces or comments is not part of it. */
export function wordsOf(html: string): string[] {
  const template = html.replace(/<!--[^]*?-->/g, '');
  const attributes = [...template.matchAll(spokenAttributes)].map(([, text]) => text!);
  const between = [...template.matchAll(/>([^<>]+)</g)].map(([, text]) => text!.replace(/\{[^}]*\}/g, ''));
  return [...attributes, ...between].filter((text) => /\p{Letter}{2}/u.test(text)).map((text) => text.trim());
}

function withoutComment(line: string): string {
  return /^\s*(\*|\/\*|<!--)/.test(line) ? '' : line.replace(/\/\/.*$/, '');
}

/** A class or module that outgrows a screenful or three wants to be two. */
export const fileSizes: Rule = {
  name: 'files stay small',
  find: () =>
    packageFiles('main/**/classes/*.cls', 'main/**/lwc/*/*.ts').flatMap((file): Finding[] => {
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !/^\s*(\*|\/\*|\/\/)/.test(line)).length;
      return lines > 250 ? [{ file, message: `${lines} lines; split it (250 at most)` }] : [];
    }),
};
