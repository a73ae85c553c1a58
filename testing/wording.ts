/**
 * Finds texts that no native speaker would write: what was replaced once, and idioms of other
 * languages.
 *
 * @module
 */

/** Labels and sentences that were replaced, and by what. */
const REPLACED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bTak(?:e|ing) (?:\w+ ){0,2}along\b/i, "export, download, share"],
  [/\b(?:Change and run|Do it again|Under way|Batches so far)\b/, "edit and rerun, rerun, running"],
  [
    /\b(?:Train on it|Score it|Look at it|Name and notes)\b/,
    "train a model, score file, view dataset",
  ],
  [/\bmake another dataset\b/i, "create a dataset from this one"],
  [/\bpart for the test\b|\bin per cent\b/i, "test split (%), percent"],
  [/\b(?:Epochs|Passes) at most\b|\bLeast improvement\b/, "maximum epochs, minimum improvement"],
  [/\b(?:learn\w*|know\w*) (?:\w+ )?by heart\b/i, "memorised, overfitting"],
  [/\bNot here\. /, "unavailable, and the reason"],
  [/\bFigures of\b|\bModels compared\b/, "results by, model comparison"],
  [/\b(?:Who flags|Flags what)\b|\bone alone \d/, "flagged by, unanimous, majority"],
  [/\bworth a look\b/i, "top records to review"],
  [/\bback to the saved\b|\bgoes to the nearest\b/i, "reset to saved threshold, type a value"],
  [/\bFall of\b|\bloses without it\b/, "drop in"],
  [/\bwhere they part\b|\d% left alone\b/i, "gaps show where; correctly passed"],
  [/\bA (?:straight|close) view\b|\bDraw it\b|\bLooking for a picture\b/, "PCA, t-SNE, redraw"],
  [/\bscore comes from\b|\bPart in the score\b/i, "why this score, contribution to score"],
  [/\bLanes by\b|\d to see to\b|\bCount apart\b/, "group by, open, group alerts by"],
  [/\bfeatures moved\b/i, "features have drifted"],
  [/\bon the pages alone\b|\bgets them sent\b/i, "appears only in Netsift"],
  [/\bcome after you\b|\bSwitched on\b|\d given up\b/, "visible to your team, enabled, failed"],
  [/\bMake token\b|\basks who is there\b/, "create token, sign in to continue"],
  [/\bNothing to see\b|\bNo run is like\b/, "no activity yet, no runs match"],
  [
    /\bput first\b|\baddress of this page holds\b|\bunder each figure\b/i,
    "use as baseline, share this view",
  ],
  [/\btables of one shape\b|\bin their editions\b/i, "with the same columns, published versions"],
  [
    /"It (?:is gone|ends)|\btoo much at once\b|\bis not possible here\b/,
    "deleted, method not allowed",
  ],
  [/\bthe token has not\b/i, "requires scope X, this token lacks it"],
  [
    /\bRank, (?:even|bell)|\bLabel numbers\b|\bRanges \(IQR|\bDeviations \(MAD/,
    "the field's terms",
  ],
  [/\bsays of\b|\bgoes by\b|\banew\b|\bwhoever\b|\bthose who\b/i, "about, uses, again, anyone who"],
  [/\bis gone\b|\b(?:come|comes|came) back\b/i, "no longer exists, returns"],
  [
    /\bof (?:its|their|our|your|his|her) own(?=$|[^\w\s]| (?:and|or|that|which|in|on|for|to|with|is|are)\b)/i,
    "its own X, a separate X",
  ],
  [/\bstands?\b(?! (?:for|in for|out)\b)(?!-)/i, "is, appears, is shown"],
];

/** What only readers of the code see. */
const COMMENT = /^\s*(?:\/?\*|\/\/).*|\s\/\/ .*/;

/** A text that should be replaced. */
export interface OddWording {
  /** From 1. */
  line: number;
  found: string;
  instead: string;
}

/** The places of a text, comments of code aside, that a native speaker would word differently. */
export function oddWordings(text: string): OddWording[] {
  return text.split("\n").flatMap((words, index) =>
    REPLACED.flatMap(([pattern, instead]) => {
      const found = pattern.exec(words.replace(COMMENT, ""))?.[0];
      return found === undefined ? [] : [{ line: index + 1, found, instead }];
    })
  );
}
