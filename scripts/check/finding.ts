/** Something the package must not ship with, and where. */
export interface Finding {
  readonly file: string;
  readonly message: string;
}

/** One rule over the package. */
export interface Rule {
  readonly name: string;
  find(): Finding[] | Promise<Finding[]>;
}
