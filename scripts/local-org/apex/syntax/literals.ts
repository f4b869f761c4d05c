const escapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** Value of a string literal as written, quotes included; of a multi-line `'''` literal too. */
export function decodeString(text: string): string {
  const body = text.startsWith("'''") && text.length > 5 ? text.slice(3, -3).replace(/^\r?\n/, '') : text.slice(1, -1);
  if (!body.includes('\\')) return body;
  return body.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, char: string | undefined) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[char!.toLowerCase()] ?? char!),
  );
}
