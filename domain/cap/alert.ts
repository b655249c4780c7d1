import type {
  CapCategory, CapCertainty, CapMessageType, CapResponseType, CapScope, CapSeverity, CapStatus, CapUrgency,
} from './vocabulary.js'; // prettier-ignore

/** `eventCode`, `parameter` and `geocode` (CAP 1.2 §3.2.2, §3.2.4). */
export interface NamedValue {
  readonly valueName: string;
  readonly value: string;
}

/** A file that goes with an info. */
export interface AlertResource {
  readonly resourceDesc: string;
  readonly mimeType: string;
  readonly size?: string;
  readonly uri?: string;
  readonly derefUri?: string;
  readonly digest?: string;
}

/** Polygons and circles in CAP's packed form: `lat,lon lat,lon …` and `lat,lon radius`. */
export interface AlertArea {
  readonly areaDesc: string;
  readonly polygon?: readonly string[];
  readonly circle?: readonly string[];
  readonly geocode?: readonly NamedValue[];
  readonly altitude?: string;
  readonly ceiling?: string;
}

/** What is said in one language. `Text` is a string in a finished document, and running text with slots in a rendering. */
export interface AlertInfo<Text = string> {
  readonly language?: string;
  readonly category: readonly CapCategory[];
  readonly event: string;
  readonly responseType?: readonly CapResponseType[];
  readonly urgency: CapUrgency;
  readonly severity: CapSeverity;
  readonly certainty: CapCertainty;
  readonly audience?: string;
  readonly eventCode?: readonly NamedValue[];
  readonly effective?: string;
  readonly onset?: string;
  readonly expires?: string;
  readonly senderName?: string;
  readonly headline?: string;
  readonly description?: Text;
  readonly instruction?: string;
  readonly web?: Text;
  readonly contact?: string;
  readonly parameter?: readonly NamedValue[];
  readonly resource?: readonly AlertResource[];
  readonly area?: readonly AlertArea[];
}

/** One CAP 1.2 message, its members named as the standard names its elements. */
export interface CapAlert<Text = string> {
  readonly identifier: Text;
  readonly sender: string;
  readonly sent: Text;
  readonly status: CapStatus;
  readonly msgType: CapMessageType;
  readonly source?: string;
  readonly scope: CapScope;
  readonly restriction?: string;
  readonly addresses?: string;
  readonly code?: readonly string[];
  readonly note?: string;
  readonly references?: Text;
  readonly incidents?: string;
  readonly info?: readonly AlertInfo<Text>[];
}
