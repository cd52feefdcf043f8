/** Text by language tag. @see xAPI 1.0.3 Data §4.2 */
type XapiLanguageMap = Record<string, string>;

/** @see xAPI 1.0.3 Data §2.4.2.1 */
export interface XapiAgent {
  objectType: 'Agent';
  name?: string;
  mbox?: string;
  account?: { homePage: string; name: string };
}

interface InteractionComponent {
  id: string;
  description: XapiLanguageMap;
}

/** @see xAPI 1.0.3 Data §2.4.4.1 "Interaction Types" */
type InteractionType =
  | 'true-false'
  | 'choice'
  | 'fill-in'
  | 'long-fill-in'
  | 'matching'
  | 'performance'
  | 'sequencing'
  | 'likert'
  | 'numeric'
  | 'other';

/** @see xAPI 1.0.3 Data §2.4.4.1 */
export interface XapiDefinition {
  name?: XapiLanguageMap;
  description?: XapiLanguageMap;
  type?: string;
  interactionType?: InteractionType;
  correctResponsesPattern?: string[];
  choices?: InteractionComponent[];
  source?: InteractionComponent[];
  target?: InteractionComponent[];
  extensions?: Record<string, unknown>;
}

/** @see xAPI 1.0.3 Data §2.4.4.1 */
export interface XapiActivity {
  objectType: 'Activity';
  id: string;
  definition?: XapiDefinition;
}

export interface XapiVerb {
  id: string;
  display: XapiLanguageMap;
}

/** @see xAPI 1.0.3 Data §2.4.5 */
export interface XapiResult {
  score?: { scaled?: number; raw?: number; min?: number; max?: number };
  success?: boolean;
  completion?: boolean;
  response?: string;
  /** ISO 8601. */
  duration?: string;
  extensions?: Record<string, unknown>;
}

/** @see xAPI 1.0.3 Data §2.4.6 */
export interface XapiContext {
  registration?: string;
  instructor?: XapiAgent;
  platform?: string;
  language?: string;
  contextActivities?: Partial<Record<'parent' | 'grouping' | 'category' | 'other', XapiActivity[]>>;
  extensions?: Record<string, unknown>;
}

/** A statement as we make it: always with an id and a time of its own. @see xAPI 1.0.3 Data §2.4 */
export interface XapiStatement {
  id: string;
  timestamp: string;
  actor: XapiAgent;
  verb: XapiVerb;
  object: XapiActivity;
  result?: XapiResult;
  context?: XapiContext;
}
