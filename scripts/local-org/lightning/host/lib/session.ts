/** The session document of `GET /lightning/host/session`. */
export interface NavItem {
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly iconName: string;
  /** API name of the object whose tab this is. */
  readonly objectApiName: string | null;
}

export interface AppItem {
  readonly developerName: string;
  readonly label: string;
  readonly description: string | null;
  readonly headerColor: string | null;
  /** FlexiPage with the utilities at the foot of the window. */
  readonly utilityBar: string | null;
  readonly items: readonly NavItem[];
}

/** What `/lightning/n/<name>` shows. */
export interface TabItem {
  readonly name: string;
  readonly label: string;
  readonly kind: 'object' | 'flexipage' | 'lwc' | 'url';
  readonly target: string;
}

export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly profileName: string | null;
  readonly roleName: string | null;
  /** May modify all data, and so see what only a local org has. */
  readonly isAdmin: boolean;
  readonly language: string;
  readonly locale: string;
  readonly timeZone: string;
}

export interface UserCard {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly profileName: string | null;
  readonly roleName: string | null;
}

export interface SessionDocument {
  readonly apiVersion: string;
  readonly organizationName: string;
  readonly language: string;
  readonly i18n: Readonly<Record<string, unknown>>;
  readonly baseLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly customPermissions: readonly string[];
  /** Null when nobody is signed in. */
  readonly user: SignedInUser | null;
  readonly apps: readonly AppItem[];
  readonly tabs: readonly TabItem[];
  /** Object API name → icon of its tab. */
  readonly objectIcons: Readonly<Record<string, string>>;
  /** Users one may sign in as; only while nobody is signed in. */
  readonly users: readonly UserCard[];
}

/** The document the page was loaded with. */
export function session(): SessionDocument {
  return globalThis.__org.session as SessionDocument;
}
