import { answerProblems } from "../../lib/http/answer_problems.ts";
import { rejectCrossSite } from "../../lib/http/reject_cross_site.ts";
import { define } from "../../utils.ts";

export default define.middleware([answerProblems, rejectCrossSite]);
